"""How the HTML report looks and what its filters do. Texts that ``html.py`` puts into the page as they are."""

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
.group h3{margin-top:0}
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
.group{border:1px solid var(--line);border-radius:6px;padding:.8rem;margin:1rem 0;content-visibility:auto;
contain-intrinsic-size:auto 16rem}
.group[hidden]{display:none}
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
@media print{#filters,.skip,nav{display:none}.group{content-visibility:visible;break-inside:avoid}}
"""

SCRIPT = """
"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const status = document.getElementById("shown");
  const groups = Array.from(document.querySelectorAll(".group"), (box) => {
    const name = box.firstElementChild.textContent;
    const rows = Array.from(box.querySelectorAll("tr[data-s]"), (row) => ({
      row,
      severity: row.dataset.s,
      kind: row.dataset.k,
      places: row.dataset.p.split(" "),
      text: (name + " " + row.textContent).toLowerCase(),
    }));
    return { box, rows };
  });
  const all = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const wanted = form.elements;
  let later = 0;

  function show(element, visible) {
    if (element.hidden === visible) element.hidden = !visible;
  }

  function filter() {
    const words = wanted.text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const severities = new Set(
      Array.from(form.querySelectorAll("input[name=severity]:checked"), (box) => box.value));
    const place = wanted.place.value;
    const kind = wanted.kind.value;
    let shown = 0;
    for (const { box, rows } of groups) {
      let inside = 0;
      for (const one of rows) {
        const fits = severities.has(one.severity) && (!kind || kind === one.kind) &&
          (!place || one.places.includes(place)) && words.every((word) => one.text.includes(word));
        show(one.row, fits);
        if (fits) inside += 1;
      }
      show(box, inside > 0);
      shown += inside;
    }
    clearTimeout(later);
    later = setTimeout(() => {
      status.textContent = `${shown} of ${all} shown`;
    }, 150);
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("svg a");
    const target = link && document.querySelector(link.getAttribute("href"));
    if (target && target.hidden) {
      form.reset();
      filter();
    }
  });
  form.hidden = false;
  filter();
})();
"""
