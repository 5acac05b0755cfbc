// Draws the charts of the overview from the tables and curves of the page; without it the tables say the same.
(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const number = (cell) => Number(cell.textContent.replaceAll(",", "").trim()) || 0;
  const drawn = new Map();

  const look = () => ({
    words: colour("colorNeutralForeground1"),
    lines: colour("colorNeutralStroke2"),
    kinds: [colour("colorStatusSuccessForeground3"), colour("colorStatusWarningForeground3"), colour("colorStatusDangerForeground3")],
    many: [colour("colorBrandStroke1"), colour("colorStatusDangerForeground3"), colour("colorStatusSuccessForeground3"), colour("colorStatusWarningForeground3"), colour("colorNeutralForeground3")],
  });

  const around = (its, names) => ({
    animation: false,
    textStyle: { color: its.words, fontFamily: getComputedStyle(document.body).fontFamily },
    legend: { data: names, itemGap: 16, textStyle: { color: its.words }, type: "scroll", top: 0 },
    grid: { left: 8, right: 24, top: 36, bottom: 24, outerBoundsMode: "same", outerBoundsContain: "all" },
    tooltip: { trigger: "axis", renderMode: "richText" },
  });
  const axis = (its, more) => ({ axisLabel: { color: its.words }, splitLine: { lineStyle: { color: its.lines } }, axisLine: { lineStyle: { color: its.lines } }, ...more });

  const bars = (table, its) => {
    const rows = [...table.tBodies[0].rows].filter((row) => row.cells.length > 1);
    const heads = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
    const stacked = table.dataset.drawn === "stacked";
    const kinds = stacked ? heads.slice(0, 3) : heads;
    return {
      ...around(its, kinds),
      xAxis: axis(its, { type: "value", minInterval: 1 }),
      yAxis: axis(its, { type: "category", inverse: true, data: rows.map((row) => row.cells[0].textContent.trim()) }),
      series: kinds.map((name, at) => ({
        name, type: "bar", stack: stacked ? "all" : undefined,
        itemStyle: { color: stacked ? its.kinds[at] : its.many[0] },
        data: rows.map((row) => number(row.cells[at + 1])),
      })),
    };
  };

  const curves = (box, its) => {
    const lines = JSON.parse(box.dataset.curves);
    return {
      ...around(its, lines.map((line) => line.name)),
      color: its.many,
      xAxis: axis(its, { type: "value", name: "days", nameLocation: "middle", nameGap: 24, nameTextStyle: { color: its.words } }),
      yAxis: axis(its, { type: "value", min: 0, max: 100, axisLabel: { formatter: "{value} %", color: its.words } }),
      series: lines.map((line, at) => ({
        name: line.name, type: "line", step: "end", symbol: "none", data: line.points,
        lineStyle: { width: 2, type: ["solid", "dashed", "dotted"][at % 3] },
      })),
    };
  };

  const draw = () => {
    const its = look();
    for (const box of document.querySelectorAll(".chart")) {
      const table = box.dataset.curves ? null : box.closest(".figure").querySelector("table");
      const empty = box.dataset.curves ? JSON.parse(box.dataset.curves).length === 0 : ![...table.tBodies[0].querySelectorAll("a")].length;
      if (empty) continue;
      box.classList.add("on");
      if (table) box.style.height = `${Math.max(200, 80 + 26 * table.tBodies[0].rows.length)}px`;
      if (!drawn.has(box)) drawn.set(box, echarts.init(box, null, { renderer: "svg" }));
      drawn.get(box).setOption(table ? bars(table, its) : curves(box, its), true);
      drawn.get(box).resize();
    }
  };

  draw();
  window.addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
  new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
})();
