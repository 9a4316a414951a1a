// The task pane: buttons, what came of them, and what stands in the Register.
import { Lost, ask, fetchPaper } from "./ask.js";
import { change, contents, show } from "./workbook.js";

const MOST_FINDINGS = 20;
const $ = (id) => document.getElementById(id);
const buttons = [...document.querySelectorAll("[data-action]"), $("refresh")];
let isBusy = false;
let asker = null; // the button whose action waits to be agreed to

function element(name, text = "", properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text }, properties);
}

function tell(text, isFailed = false) {
  const message = $("message");
  message.className = isFailed ? "message failed" : "message";
  message.setAttribute("role", isFailed ? "alert" : "status");
  message.textContent = text;
}

function list(id, lines) {
  $(id).replaceChildren(...lines.map((line) => element("li", line)));
}

function tellLines(lines) {
  list("told-lines", lines);
  $("told").hidden = lines.length === 0;
}

// One thing at a time; buttons stay where the keyboard is, and say that they wait.
async function busy(words, work) {
  if (isBusy) return;
  isBusy = true;
  buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
  tell(words);
  try {
    await work();
  } catch (error) {
    tell(error.message, true);
  } finally {
    isBusy = false;
    buttons.forEach((button) => button.removeAttribute("aria-disabled"));
  }
}

class Failed extends Error {
  constructor({ message, lines }) {
    super(message);
    this.lines = lines;
  }
}

// Asks for an action; changes the workbook in the middle of it, and puts it back if it fails.
async function carryOut(name, asked) {
  const undo = [];
  const talk = crypto.randomUUID();
  const book = await contents();
  try {
    let reply = await ask(`/kpi/actions/${name}`, { ...asked, talk, book });
    for (let heard = 1; reply.edits; heard++) {
      const result = await applied(reply.edits, book, undo);
      reply = await ask(`/kpi/talks/${talk}`, { ...result, heard });
    }
    if (reply.failed) throw new Failed(reply.failed);
    return reply.done;
  } catch (error) {
    if (error instanceof Lost && undo.length) throw new Error(UNKNOWN);
    for (const back of undo.reverse()) await back();
    throw error;
  }
}

const UNKNOWN =
  "The connection was lost after this workbook was changed, so it is not known whether the other " +
  "files were: press Check entries once the server answers, then the button again or Undo.";

async function applied(edits, book, undo) {
  try {
    undo.push(await change(edits, book));
    return { applied: true };
  } catch (error) {
    return { refused: error.message };
  }
}

async function press(button) {
  const label = button.textContent;
  await busy(`${label} ...`, async () => {
    tellLines([]);
    $("asking").hidden = true;
    try {
      if (button.hasAttribute("data-asks")) await preview(button);
      else await run(button, {});
    } catch (error) {
      tellLines(error.lines ?? []);
      throw error;
    }
  });
}

async function preview(button) {
  const planned = await carryOut(button.dataset.action, { is_preview: true });
  if (!planned.lines.length) {
    tell(`${planned.summary} There is nothing to do.`);
    return;
  }
  $("asking-heading").textContent = `${button.textContent}?`;
  $("asking-summary").textContent = planned.summary;
  list("asking-lines", planned.lines);
  $("role-wrong").textContent = "";
  asker = button;
  $("asking").hidden = false;
  tell("Look at what would change, then say in which role you go on.");
  $("asking-heading").focus();
  $("asking").onsubmit = (event) => {
    event.preventDefault();
    agree(planned.seen);
  };
}

function agree(seen) {
  const role = $("role").value.trim();
  $("role").setAttribute("aria-invalid", String(!role));
  $("role-wrong").textContent = role ? "" : "Say your role, such as Head of Policy.";
  if (!role) {
    $("role").focus();
    return;
  }
  busy(`${asker.textContent} ...`, async () => {
    $("asking").hidden = true;
    asker.focus();
    await run(asker, { role, seen });
  });
}

function cancel() {
  $("asking").hidden = true;
  tell("Nothing was changed.");
  asker.focus();
}

async function run(button, asked) {
  const done = await carryOut(button.dataset.action, asked);
  const found = await overview();
  tell(done.summary);
  offer(done.papers);
  // what was found stands below already, with the ways to its cells
  const shown = new Set(found.findings.map((one) => one.line));
  tellLines(done.lines.filter((line) => !shown.has(line)));
}

function offer(papers) {
  if (!papers.length) return;
  const items = papers.map(({ name, at }) => {
    const button = element("button", `Download ${name}`, { type: "button" });
    button.addEventListener("click", () => download(name, at));
    const item = element("li");
    item.append(button);
    return item;
  });
  $("papers-list").replaceChildren(...items);
  $("papers").hidden = false;
}

async function download(name, at) {
  try {
    const link = element("a", "", { href: URL.createObjectURL(await fetchPaper(at)), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    tell(`${name} is among your downloads.`);
  } catch (error) {
    tell(error.message, true);
  }
}

async function overview() {
  const found = await ask("/kpi/overview", { book: await contents() });
  $("subject").textContent = `${found.council}, ${found.period}`;
  $("counts").replaceChildren(...found.counts.map(counted));
  findings(found.findings, MOST_FINDINGS);
  $("scorecard").hidden = found.scorecard.length === 0;
  $("rows").replaceChildren(...found.scorecard.map(row));
  return found;
}

function counted({ name, value }) {
  const pair = element("div");
  pair.append(element("dt", name), element("dd", value.toLocaleString("en-GB")));
  return pair;
}

function findings(found, most) {
  $("findings").hidden = found.length === 0;
  $("findings-list").replaceChildren(...found.slice(0, most).map(finding));
  $("more").hidden = found.length <= most;
  $("more").textContent = `Show all ${found.length}`;
  $("more").onclick = () => {
    findings(found, found.length);
    $("findings-list").children[most].querySelector("button, p").focus();
  };
}

function finding(one) {
  const item = element("li");
  const said = element("p");
  said.tabIndex = -1;
  const subject = [one.severity, one.kpi, one.period].filter(Boolean).join(" ");
  said.append(element("span", `${subject}: `, { className: "kind" }), one.message);
  item.append(said);
  const cell = [one.sheet, one.cell].filter(Boolean).join("!");
  if (one.is_here) {
    const button = element("button", `Go to ${cell}`, { type: "button" });
    button.addEventListener("click", () => jump(one, cell));
    item.append(button);
  } else if (one.file) {
    item.append(element("span", `In ${one.file}${cell ? `, ${cell}` : ""}`, { className: "place" }));
  }
  return item;
}

async function jump(one, cell) {
  try {
    await show(one.sheet, one.cell);
    tell(`${cell} is selected.`);
  } catch {
    tell(`${cell} is not there any more: read the workbook again.`, true);
  }
}

function row(one) {
  const line = element("tr");
  const name = element("th", "", { scope: "row" });
  name.append(element("b", one.ref), one.title);
  const rating = element("td");
  rating.append(element("span", one.rag, { className: `rag ${one.rag.replace(/ /g, "-")}` }));
  line.append(name, rating, element("td", one.latest), element("td", one.target), element("td", one.direction));
  return line;
}

async function read() {
  await busy("Reading the workbook ...", async () => {
    const found = await overview();
    tell(found.note);
  });
}

const BELONGS = "This pane belongs into Excel: open a workbook of the Register there.";
const SILENT = 8000; // milliseconds after which Excel should have said that it is there
const silence = setTimeout(() => tell(BELONGS, true), SILENT);

Office.onReady(async ({ host }) => {
  clearTimeout(silence);
  tell("");
  if (!host) {
    tell(BELONGS, true);
    return;
  }
  for (const button of document.querySelectorAll("[data-action]")) {
    button.addEventListener("click", () => press(button));
    Office.actions.associate(button.dataset.action, async (event) => {
      await Office.addin.showAsTaskpane();
      await press(button);
      event.completed();
    });
  }
  $("refresh").addEventListener("click", read);
  $("cancel").addEventListener("click", cancel);
  $("asking").addEventListener("keydown", (event) => {
    if (event.key === "Escape") cancel();
  });
  await read();
});
