# SPDX-License-Identifier: ISC
# C sources as FILE:LINE:CODE, without comments and without what strings hold.

FNR == 1 {
	comment = 0
}

{
	code = ""
	quote = ""
	for (i = 1; i <= length($0); i++) {
		c = substr($0, i, 1)
		two = substr($0, i, 2)
		if (comment) {
			if (two == "*/") {
				comment = 0
				i++
			}
		} else if (quote != "") {
			if (c == "\\")
				i++
			else if (c == quote)
				quote = ""
		} else if (two == "/*") {
			comment = 1
			i++
		} else if (two == "//") {
			break
		} else {
			code = code c
			if (c == "\"" || c == "'")
				quote = c
		}
	}
	print FILENAME ":" FNR ":" code
}
