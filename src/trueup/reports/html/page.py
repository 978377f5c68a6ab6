"""How the HTML report looks and what its filters do. Texts that go into the page as they are.

What is closed stays a text in its ``noscript`` until somebody opens it, filters for it, or prints: 1,000 tables are
100,000 elements otherwise. Whatever takes long gives way to the reader every few milliseconds.
"""

from __future__ import annotations

STYLE = r"""
:root{color-scheme:light dark;--bg:#fff;--soft:#f4f6f8;--line:#c9d0d8;--text:#1b1f24;--dim:#4d5761;--link:#0b57a4;
--critical:#a8101a;--error:#963a00;--warning:#6b4e00;--info:#0b57a4;--good:#15602b;
--gone:#ffe3e1;--new:#dcf5e1;--focus:#0b57a4}
@media (prefers-color-scheme:dark){:root{--bg:#0f1318;--soft:#181e25;--line:#3a444f;--text:#e6e9ed;--dim:#aab4bf;
--link:#8ab8ff;--critical:#ff938a;--error:#ffb07a;--warning:#f0c95c;--info:#8ab8ff;--good:#7fd89a;
--gone:#4a1f1f;--new:#173a22;--focus:#ffd75e}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,sans-serif}
header,main{max-width:110rem;margin:0 auto;padding:1rem 1.5rem}
header{padding-bottom:0}main{padding-top:0}
h1{font-size:1.7rem;margin:.3rem 0}
h2{font-size:1.3rem;margin:2.2rem 0 .6rem}
h3{font-size:1.05rem;margin:1rem 0 .4rem;overflow-wrap:anywhere}
p{margin:.5rem 0;max-width:60rem}
a{color:var(--link)}
code,pre{font:.88em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:break-word}
pre{background:var(--soft);border:1px solid var(--line);border-radius:5px;padding:.7rem;margin:.3rem 0;
white-space:pre-wrap}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.4rem .8rem;z-index:2}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;padding:0;margin:.5rem 0;list-style:none}
.verdict{font-size:1.1rem;border-left:6px solid var(--good);padding:.4rem .8rem;background:var(--soft)}
.verdict.bad{border-color:var(--critical)}
.verdict.care{border-color:var(--warning)}
.scroll{overflow-x:auto;margin:.3rem 0}
table{border-collapse:collapse}
.group table{min-width:100%}
th,td{border:1px solid var(--line);padding:.3rem .55rem;text-align:left;vertical-align:top}
thead th{background:var(--soft);font-weight:600}
tbody th{font-weight:600;min-width:10rem}
tbody th code{overflow-wrap:anywhere}
td.n{text-align:right}
.sev{font-weight:600;white-space:nowrap}
.critical{color:var(--critical)}.error{color:var(--error)}.warning{color:var(--warning)}.info{color:var(--info)}
.sev.critical::before{content:"✖ " / ""}.sev.error::before{content:"◆ " / ""}
.sev.warning::before{content:"▲ " / ""}.sev.info::before{content:"● " / ""}
td.missing{background:var(--gone)}td.differs{background:var(--gone)}td.extra{background:var(--new)}
td.same::before{content:"✓" / "";color:var(--good)}
td.missing::before{content:"✗\a0" / "";font-weight:700}
td.differs::before{content:"≠\a0" / "differs: ";font-weight:700}
td.extra::before{content:"+\a0" / "only here: ";font-weight:700}
td.unsaid{color:var(--dim)}
td,th{max-width:28rem;overflow-wrap:break-word}
.why{min-width:16rem;max-width:36rem}
.why p{margin:0;overflow-wrap:anywhere}
.dim{color:var(--dim)}
details>summary{cursor:pointer;color:var(--link)}
details ul{margin:.2rem 0;padding-left:1.2rem}
#filters{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:end;padding:.8rem;background:var(--soft);
border:1px solid var(--line);border-radius:6px}
#filters[hidden]{display:none}
#filters label{display:inline-flex;gap:.4rem;align-items:center}
#filters fieldset{border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.2rem .9rem}
#filters legend{float:left;margin-right:.8rem;font-weight:600}
input,select,button{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--dim);border-radius:4px;
padding:.25rem .5rem}
input[type=checkbox]{width:1.1rem;height:1.1rem;accent-color:var(--link)}
button{cursor:pointer}
.group{border:1px solid var(--line);border-radius:6px;padding:.5rem .8rem;margin:.6rem 0}
.group[open]{padding-bottom:.8rem}
.group[hidden]{display:none}
.group>summary{color:inherit}
.group>summary h3{display:inline}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:.8rem}
figure{margin:.4rem 0;min-width:0}
figcaption{font-weight:600}
del,ins{text-decoration:none;display:block}
del{background:var(--gone)}ins{background:var(--new)}
del::before{content:"- "}ins::before{content:"+ "}
.sheet{overflow:auto;max-height:80vh;border:1px solid var(--line);border-radius:6px;background:var(--soft)}
svg text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:var(--text)}
svg text{pointer-events:none}
svg .name{font-weight:600}
svg text.critical{fill:var(--critical)}svg text.error{fill:var(--error)}
svg text.warning{fill:var(--warning)}svg text.info{fill:var(--info)}svg text.more{fill:var(--dim)}
.box{fill:var(--bg);stroke:var(--line);stroke-width:1.2}
.box.critical{stroke:var(--critical);stroke-width:3}.box.error{stroke:var(--error);stroke-width:3}
.box.warning{stroke:var(--warning);stroke-width:2}.box.info{stroke:var(--info);stroke-width:2}
.key{fill:none;stroke:var(--dim);stroke-width:1;opacity:.75}
.key.drift{stroke-width:2.5;stroke-dasharray:6 4;opacity:1}
.key.critical{stroke:var(--critical)}.key.error{stroke:var(--error)}
.key.warning{stroke:var(--warning)}.key.info{stroke:var(--info)}
.tip{fill:var(--dim)}
svg a:focus-visible{outline:none}
svg a:focus-visible .box{stroke:var(--focus);stroke-width:5}
@media print{#filters,.skip,nav{display:none}.group{break-inside:avoid}}
"""

SCRIPT = r"""
"use strict";
(() => {
  const EARLY = 30;
  const PAGE = 100;
  const [SLICE, REST] = [8, 20];
  const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
  const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/&([a-z]+|#x27);/g, (_, sign) => SIGNS[sign]);
  const pause = (wait) => new Promise((done) => setTimeout(done, wait));

  function elements(html) {
    const made = document.createElement("template");
    made.innerHTML = html;
    return made.content;
  }

  function fill(box) {
    const kept = box.querySelector(":scope > noscript");
    if (kept) kept.replaceWith(elements(kept.textContent));
  }

  class Group {
    constructor(box) {
      const kept = box.querySelector("noscript");
      this.box = box;
      this.source = kept.textContent;
      this.body = null;
      this.chosen = null;
      this.fits = null;
      kept.remove();
    }

    get rows() {
      const name = plain(this.box.firstElementChild.innerHTML);
      const rows = this.source.split("<tr data-s=").slice(1).map((row) => {
        const [, severity, kind, places] = row.match(/^"([^"]*)" data-k="([^"]*)" data-p="([^"]*)"/);
        const inside = row.slice(row.indexOf(">") + 1, row.indexOf("</tr>"));
        return { severity, kind, places: places.split(" "), text: (name + " " + plain(inside)).toLowerCase() };
      });
      Object.defineProperty(this, "rows", { value: rows });
      return rows;
    }

    draw() {
      if (!this.body) {
        this.body = document.createElement("div");
        this.body.append(elements(this.source));
        this.box.append(this.body);
      }
      if (!this.fits) return;
      this.body.querySelectorAll("tr[data-s]").forEach((row, number) => {
        if (row.hidden === this.fits[number]) row.hidden = !row.hidden;
      });
    }

    open() {
      this.draw();
      this.box.open = true;
    }

    close() {
      this.box.open = false;
      if (this.body) this.body.remove();
      this.body = null;
    }

    show(shown) {
      if (this.box.hidden === shown) this.box.hidden = !shown;
      if (!shown && this.box.open) this.close();
    }
  }

  const groups = Array.from(document.querySelectorAll(".group"), (box) => new Group(box));
  const of = new Map(groups.map((group) => [group.box, group]));
  groups.forEach((group, number) => {
    if (group.box.open) group.draw();
    group.box.hidden = number >= PAGE;
  });
  document.querySelectorAll("details[open]").forEach(fill);

  document.addEventListener("click", (event) => {
    const summary = event.target.closest && event.target.closest("summary");
    if (!summary) return;
    const group = of.get(summary.parentElement);
    if (!group) return fill(summary.parentElement);
    group.chosen = !group.box.open;
    if (group.chosen) group.draw();
  });
  document.addEventListener("toggle", (event) => {
    const group = of.get(event.target);
    if (!group) fill(event.target);
    else if (group.box.open) group.draw();
  }, true);
  window.addEventListener("beforeprint", () => {
    groups.filter((group) => !group.fits || group.fits.includes(true)).forEach((group) => {
      group.show(true);
      group.open();
    });
  });

  const form = document.getElementById("filters");
  if (!form) return;
  const status = document.getElementById("shown");
  const wanted = form.elements;
  const more = document.getElementById("more");
  let [turn, later, limit] = [0, 0, PAGE];

  async function each(found, work) {
    const mine = turn;
    let until = performance.now() + SLICE;
    for (const [number, one] of found.entries()) {
      if (performance.now() > until) {
        await pause();
        if (mine !== turn) return false;
        until = performance.now() + SLICE;
      }
      work(one, number);
    }
    return true;
  }

  function test() {
    const words = wanted.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = new Set(
      Array.from(form.querySelectorAll("input[name=severity]:checked"), (box) => box.value));
    const place = wanted.place.value;
    const kind = wanted.kind.value;
    return (one) => severities.has(one.severity) && (!kind || kind === one.kind) &&
      (!place || one.places.includes(place)) && words.every((word) => one.text.includes(word));
  }

  async function filter() {
    const mine = ++turn;
    await pause(REST);
    if (mine !== turn) return;
    const fits = test();
    const found = [];
    const early = new Set();
    let [shown, all, rows] = [0, 0, 0];
    const counted = await each(groups, (group) => {
      const told = group.rows.map(fits);
      const number = told.filter(Boolean).length;
      if (number) {
        found.push(group);
        if (rows < EARLY) early.add(group);
        rows += told.length;
      }
      group.told = told;
      shown += number;
      all += told.length;
    });
    if (!counted) return;
    const listed = new Set(found.slice(0, limit));
    const hidden = await each(groups, (group) => {
      group.fits = group.told;
      group.show(listed.has(group));
      if (group.box.open && !(group.chosen ?? early.has(group))) group.close();
    });
    if (!hidden) return;
    more.hidden = found.length <= limit;
    more.textContent = `Show ${Math.min(PAGE, found.length - limit)} more of ${found.length}`;
    for (const group of listed) {
      if (!(group.chosen ?? early.has(group))) continue;
      group.open();
      await pause();
      if (mine !== turn) return;
    }
    clearTimeout(later);
    later = setTimeout(() => {
      const part = more.hidden ? "" : `, in ${found.length} objects of which ${limit} are listed`;
      status.textContent = `${shown} of ${all} shown${part}`;
    }, 150);
  }

  function reveal(id) {
    const box = document.getElementById(id);
    const group = box && of.get(box);
    if (!group) return;
    if (box.hidden) form.reset();
    box.hidden = false;
    group.chosen = true;
    group.open();
  }

  function step(event) {
    const all = Array.from(document.querySelectorAll(".group:not([hidden]) > summary, #more:not([hidden])"));
    const at = all.indexOf(event.target);
    const ways = at < 0 ? { ArrowDown: all[0] } :
      { ArrowDown: all[at + 1], ArrowUp: all[at - 1] || wanted.text, Home: all[0], End: all[all.length - 1] };
    if ((at < 0 && event.target !== wanted.text) || !ways[event.key]) return;
    event.preventDefault();
    ways[event.key].focus();
  }

  more.addEventListener("click", async () => {
    const next = document.querySelector(".group:not([hidden]) ~ .group[hidden]");
    limit += PAGE;
    await filter();
    if (next && !next.hidden) next.firstElementChild.focus();
  });
  form.addEventListener("input", () => {
    limit = PAGE;
    filter();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    limit = PAGE;
    groups.forEach((group) => { group.chosen = null; });
    setTimeout(filter);
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape") form.reset();
    else step(event);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href^='#']");
    if (link) reveal(link.getAttribute("href").slice(1));
  });
  window.addEventListener("hashchange", () => reveal(location.hash.slice(1)));
  window.addEventListener("afterprint", filter);
  form.hidden = false;
  reveal(location.hash.slice(1));
  filter();
})();
"""
