// SPDX-License-Identifier: ISC
// pages.js BASE SHOTS PROFILE: what tests/check-pages looks at in a browser, for every kind of page, on
// a phone and a desk, by day and by night: no error, no request off the host, nothing that the page's
// policy had to stop, nothing that axe-core finds serious, nothing wider than the window. Then what a
// person does: type into the filter, copy an address, follow the links, go by keyboard, do without
// scripts. At last a site of hostile texts: its pages, and what its feeds hold in a reader without care.
"use strict";

const axe = require("axe-core");
const { chromium } = require("playwright-core");

const [base, shots, profile] = process.argv.slice(2);
const pages = {
	index: "index.html",
	all: "all.html",
	topic: "preference-learning.html",
	hostile: "hostile.html",
	month: "archive/all/2025-01.html",
	about: "about/preference-learning.html",
};
const windows = {
	phone: { width: 390, height: 844 },
	desk: { width: 1280, height: 900 },
};
let bad = 0;

const check = (good, ...what) => {
	if (!good) {
		console.log("pages.js:", ...what);
		bad++;
	}
};

const watch = (page, name) => {
	page.on("console", (message) =>
		check(!["error", "warning"].includes(message.type()), name, "console:", message.text()));
	page.on("pageerror", (error) => check(false, name, "script:", error.message));
	page.on("dialog", (dialog) => {
		check(false, name, "dialog:", dialog.message());
		dialog.dismiss();
	});
	page.on("request", (request) =>
		check(request.url().startsWith(base), name, "asks for", request.url()));
	page.on("requestfailed", (request) =>
		check(request.failure().errorText === "net::ERR_ABORTED", name, "failed:", request.url()));
};

const judge = async (page, name) => {
	const wide = await page.evaluate(() =>
		document.documentElement.scrollWidth - document.documentElement.clientWidth);
	check(wide <= 0, name, "is", wide, "pixels wider than the window");
	check(await page.evaluate(() => window.pwned === undefined), name, "ran a paper's script");
	check((await page.evaluate(() => window.stopped)).length === 0, name, "its policy stopped",
		await page.evaluate(() => window.stopped.join(" ")));
	await page.evaluate(axe.source);
	const found = await page.evaluate(() => axe.run());
	for (const violation of found.violations)
		check(!["serious", "critical"].includes(violation.impact), name, "axe:", violation.id,
			violation.nodes.length, violation.nodes[0].html.slice(0, 200),
			violation.nodes[0].failureSummary.split("\n")[1]);
};

const look = async (context, width, scheme) => {
	for (const [kind, path] of Object.entries(pages)) {
		const name = [kind, width, scheme].join("-");
		const page = await context.newPage();

		watch(page, name);
		const answer = await page.goto(base + path);

		check(answer.status() === 200, name, "is answered", answer.status());
		await page.screenshot({ path: shots + "/" + name + ".png", fullPage: false });
		await page.screenshot({ path: shots + "/" + name + "-whole.png", fullPage: true,
			clip: { x: 0, y: 0, width: windows[width].width, height: 3000 } });
		await judge(page, name);
		await page.close();
	}
};

const type = async (context) => {
	const page = await context.newPage();
	const shown = () => page.locator(".paper:visible").count();

	watch(page, "filter");
	await page.goto(base + "hostile.html");
	const all = await shown();

	check(all > 5, "the filter page shows", all, "papers");
	await page.getByLabel("Filter this page").fill("ONMOUSEOVER pwned");
	check(await shown() === 1, "the filter leaves", await shown(), "papers, not 1");
	const told = await page.locator("#filter-count").textContent();

	check(told === "1 of " + all + " papers", "the filter says", told);
	check(await page.locator(".day:visible").count() === 1, "days without papers are shown");
	await page.getByLabel("Filter this page").fill("no such word");
	check(await shown() === 0, "the filter finds what is not there");
	await page.keyboard.press("Escape");
	check(await shown() === all, "Escape does not empty the filter");
	await page.close();
};

const copy = async (context) => {
	const page = await context.newPage();

	watch(page, "copy");
	await page.goto(base + "hostile.html");
	await page.locator("button.copy").first().click();
	await page.waitForFunction(() => document.getElementById("copied").textContent !== "");
	const text = await page.evaluate(() => navigator.clipboard.readText());

	check(text === base + "hostile.atom", "the clipboard has", text);
	await page.close();
};

const keys = async (context) => {
	const page = await context.newPage();

	watch(page, "keys");
	await page.goto(base + "all.html");
	await page.keyboard.press("Tab");
	check(await page.evaluate(() => document.activeElement.className) === "skip",
		"the first stop of Tab is no skip link");
	check(await page.locator(".skip").evaluate((link) => link.getBoundingClientRect().left >= 0),
		"the skip link cannot be seen");
	await page.keyboard.press("Enter");
	check(page.url().endsWith("#main"), "the skip link leads nowhere");
	const more = page.locator("button.more").first();

	await more.focus();
	await page.keyboard.press("Enter");
	check(await more.getAttribute("aria-expanded") === "true", "an abstract does not open");
	await page.close();
};

const types = { atom: "application/atom+xml", rss: "application/rss+xml",
	json: "application/feed+json", opml: "text/x-opml", html: "text/html" };

// Every link inside of the site, from every page that is reached
const follow = async (context) => {
	const page = await context.newPage();
	const known = new Set([base + "index.html"]);
	const ask = [...known];
	let feeds = 0;

	watch(page, "follow");
	while (ask.length) {
		const url = ask.pop();
		const answer = await context.request.get(url);
		const ending = url.replace(/.*\./, "");

		check(answer.status() === 200, url, "is answered", answer.status());
		check((answer.headers()["content-type"] || "").startsWith(types[ending] || "-"), url, "is",
			answer.headers()["content-type"]);
		feeds += ending === "html" ? 0 : 1;
		if (ending !== "html")
			continue;
		await page.goto(url, { waitUntil: "domcontentloaded" });
		const links = await page.evaluate(() => Array.from(
			document.querySelectorAll("a[href], link[rel~=alternate]"), (link) => link.href));

		for (const link of links.map((link) => link.replace(/#.*/, ""))) {
			if (link.startsWith(base) && !known.has(link)) {
				known.add(link);
				ask.push(link);
			}
		}
	}
	check(feeds >= 3 * 18 + 1, "only", feeds, "feeds were reached");
	console.log("followed", known.size, "links, of which", feeds, "to feeds");
	await page.close();
};

const withoutScripts = async (browser) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();

	watch(page, "without scripts");
	await page.goto(base + "hostile.html");
	check(await page.locator(".paper:visible").count() > 5, "without scripts there are no papers");
	check(await page.locator(".filter:visible, button:visible").count() === 0,
		"without scripts there is what does not work");
	await context.close();
};

// The pages of a site whose every text means harm, on a phone
const lookAtHarm = async (context) => {
	const page = await context.newPage();
	const month = (await (await context.request.get(base + "bad/hostile.html")).text())
		.match(/archive\/hostile\/[0-9-]+\.html/)[0];

	watch(page, "harm");
	for (const path of ["index.html", "all.html", "hostile.html", "about/hostile.html", month]) {
		const answer = await page.goto(base + "bad/" + path);

		check(answer.status() === 200, "bad/" + path, "is answered", answer.status());
		await judge(page, "bad/" + path);
		await page.mouse.move(200, 400);
		await page.evaluate(() =>
			document.querySelectorAll("button.more").forEach((button) => button.click()));
		await judge(page, "bad/" + path + ", opened");
	}
	await page.close();
};

// What a feed holds, by entry: HTML that readers show
const contentsOf = async (page, url) => page.evaluate(([url, text]) => {
	if (url.endsWith(".json"))
		return JSON.parse(text).items.map((item) => item.content_html);
	const feed = new DOMParser().parseFromString(text, "text/xml");

	if (feed.querySelector("parsererror"))
		throw new Error(url + " is no XML");
	const names = url.endsWith(".rss") ? "item > *|encoded, item > description" : "entry > content";

	return Array.from(feed.querySelectorAll(names), (node) => node.textContent);
}, [url, await (await page.request.get(url)).text()]);

// A careless reader: all of it in one page, with scripts on and without a policy
const readAsReader = async (browser) => {
	const context = await browser.newContext({ viewport: windows.phone });

	await context.addInitScript(() => {
		for (const name of ["alert", "confirm", "prompt", "print", "open"])
			window[name] = () => (window.pwned = name);
	});
	const page = await context.newPage();
	const list = await (await context.request.get(base + "bad/all.atom")).text();
	const archive = list.match(/archive\/all\/[0-9]+\.atom/)[0];
	let entries = 0;

	for (const name of ["hostile.atom", "hostile.rss", "hostile.json", archive]) {
		const contents = await contentsOf(page, base + "bad/" + name);

		entries += contents.length;
		check(contents.length >= 40, name, "has", contents.length, "contents");
		const reader = await context.newPage();

		watch(reader, name);
		await reader.setContent("<!DOCTYPE html><title>Reader</title><main>" +
			contents.map((content) => "<article>" + content + "</article>").join("\n") +
			"</main>", { waitUntil: "load" });
		const odd = await reader.evaluate(() => Array.from(document.querySelectorAll("main *"))
			.filter((node) => !["ARTICLE", "P", "A", "B"].includes(node.tagName) ||
				node.getAttributeNames().some((name) => name !== "href") ||
				(node.tagName === "A" && !["http:", "https:"].includes(node.protocol)))
			.map((node) => node.outerHTML.slice(0, 200)));

		check(odd.length === 0, name, "holds", odd.join(" "));
		check(await reader.locator("article").count() === contents.length, name,
			"breaks out of its article");
		check(await reader.evaluate(() => document.title === "Reader" && window.pwned === undefined),
			name, "ran what a paper says");
		await reader.close();
	}
	console.log("read", entries, "contents of feeds as a reader does");
	await context.close();
};

const main = async () => {
	const browser = await chromium.launch({
		executablePath: "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
			"--disable-background-networking", "--disable-component-update", "--disable-sync"],
		env: { ...process.env, HOME: profile },
	});

	for (const [width, viewport] of Object.entries(windows)) {
		for (const scheme of ["light", "dark"]) {
			const context = await browser.newContext({ viewport, colorScheme: scheme,
				permissions: ["clipboard-read", "clipboard-write"] });

			await context.addInitScript(() => {
				window.stopped = [];
				document.addEventListener("securitypolicyviolation", (event) =>
					window.stopped.push(event.violatedDirective + " " + event.blockedURI));
			});
			await look(context, width, scheme);
			if (width === "phone" && scheme === "light")
				await lookAtHarm(context);
			if (width === "desk" && scheme === "light") {
				await type(context);
				await copy(context);
				await keys(context);
				await follow(context);
			}
			await context.close();
		}
	}
	await readAsReader(browser);
	await withoutScripts(browser);
	await browser.close();
	process.exit(bad ? 1 : 0);
};

main().catch((error) => {
	console.log("pages.js:", error.stack);
	process.exit(1);
});
