// SPDX-License-Identifier: ISC
// What pages can do where scripts run; without this file they say the same. No other host is asked.
"use strict";

(() => {
	// Words of the filter box: a paper is shown when all of them stand in it
	const box = document.getElementById("filter");
	const count = document.getElementById("filter-count");
	const papers = Array.from(document.querySelectorAll(".paper"));
	const days = Array.from(document.querySelectorAll(".day"));
	const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
	let texts = null;

	const filter = () => {
		const words = fold(box.value).split(/\s+/).filter((word) => word !== "");
		let shown = 0;

		texts = texts || papers.map((paper) => fold(paper.textContent));
		papers.forEach((paper, i) => {
			paper.hidden = !words.every((word) => texts[i].includes(word));
			shown += paper.hidden ? 0 : 1;
		});
		for (const day of days)
			day.hidden = !day.querySelector(".paper:not([hidden])");
		count.textContent = words.length === 0 ? "" :
			shown + " of " + papers.length + (papers.length === 1 ? " paper" : " papers");
	};

	if (box && papers.length > 1) {
		box.closest(".filter").hidden = false;
		box.addEventListener("input", filter);
		box.addEventListener("keydown", (event) => {
			if (event.key === "Escape" && box.value !== "") {
				box.value = "";
				filter();
				event.preventDefault();
			}
		});
		if (box.value !== "")
			filter();
	}

	// Long abstracts are cut, and a button shows the rest
	document.querySelectorAll(".abstract").forEach((abstract) => {
		abstract.classList.add("cut");
		if (abstract.scrollHeight <= abstract.clientHeight + 2) {
			abstract.classList.remove("cut");
			return;
		}
		const button = document.createElement("button");

		button.type = "button";
		button.className = "more";
		button.textContent = "Whole abstract";
		button.setAttribute("aria-expanded", "false");
		button.addEventListener("click", () => {
			const cut = abstract.classList.toggle("cut");

			button.setAttribute("aria-expanded", String(!cut));
			button.textContent = cut ? "Whole abstract" : "Shorter";
		});
		abstract.after(button);
	});

	// Addresses of feeds
	const said = document.getElementById("copied");

	const copyOld = (text) => {
		const area = document.createElement("textarea");

		area.value = text;
		area.className = "unseen";
		document.body.append(area);
		area.select();
		const done = document.execCommand("copy");

		area.remove();
		return done ? Promise.resolve() : Promise.reject(new Error("copying is not allowed"));
	};

	const copy = (text) => navigator.clipboard ?
		navigator.clipboard.writeText(text).catch(() => copyOld(text)) : copyOld(text);

	document.querySelectorAll("button.copy").forEach((button) => {
		button.hidden = false;
		button.addEventListener("click", () => {
			copy(button.dataset.copy).then(() => {
				said.textContent = "Copied " + button.dataset.copy;
				button.classList.add("done");
			}, () => {
				said.textContent = "The address is " + button.dataset.copy;
				said.classList.remove("unseen");
			});
		});
	});
})();
