// Before anything is drawn, so that a chosen colour scheme does not flash.
const chosen = localStorage.getItem("theme");
if (chosen) document.documentElement.dataset.bsTheme = chosen;
// What only a script can make work keeps its place from the first drawing on (site.css).
document.documentElement.dataset.scripted = "";
