// The open workbook: read as a whole, changed as an action asks, put back where that fails.
const MOST_CELLS = 20000; // in one request: Excel on the web takes 5 MB
const MOST_CHANGES = 2000;
const EPOCH = 25569; // 1 January 1970 as Excel counts days
const DAY = 86400000;

export async function contents() {
  return Excel.run(async (context) => {
    const book = context.workbook.load("name");
    const sheets = book.worksheets.load("items/name");
    const tables = book.tables.load("items/name");
    await context.sync();
    const used = sheets.items.map((sheet) => sheet.getUsedRangeOrNullObject(true));
    used.forEach((area) => area.load("rowIndex, columnIndex, rowCount, columnCount"));
    const heads = tables.items.map((table) => [
      table,
      table.worksheet.load("name"),
      table.getHeaderRowRange().load("rowIndex, columnIndex, columnCount"),
    ]);
    await context.sync();
    const read = [];
    for (const [index, sheet] of sheets.items.entries()) {
      read.push(await readSheet(context, sheet, used[index]));
    }
    return {
      path: book.name,
      sheets: read,
      tables: heads.map(([table, sheet, head]) => ({
        name: table.name,
        sheet: sheet.name,
        first_row: head.rowIndex + 1,
        first_column: head.columnIndex + 1,
        last_column: head.columnIndex + head.columnCount,
      })),
    };
  });
}

async function readSheet(context, sheet, area) {
  const read = { name: sheet.name, rows: [], formulas: {} };
  if (area.isNullObject) return read;
  const height = area.rowIndex + area.rowCount;
  const width = area.columnIndex + area.columnCount;
  const step = Math.max(1, Math.floor(MOST_CELLS / width));
  for (let top = 0; top < height; top += step) {
    const block = sheet.getRangeByIndexes(top, 0, Math.min(step, height - top), width);
    block.load("values, formulas, valueTypes, numberFormat");
    await context.sync();
    block.values.forEach((cells, y) => {
      read.rows.push(cells.map((cell, x) => asSent(cell, block.valueTypes[y][x], block.numberFormat[y][x])));
      block.formulas[y].forEach((text, x) => {
        // a text that begins with = shows itself; a formula never does
        if (isFormula(text) && text !== cells[x]) read.formulas[address(top + y, x)] = text.slice(1);
      });
    });
  }
  return read;
}

const isFormula = (text) => typeof text === "string" && text.startsWith("=");

function asSent(value, type, format) {
  if (type === "Error") return { error: value };
  if (value === "") return null;
  if (typeof value === "number" && value >= 1 && isDate(format)) return { date: dayOf(value) };
  return value;
}

function isDate(format) {
  const bare = String(format).replace(/"[^"]*"|\\.|_.|\[[^\]]*\]/g, "");
  return /[dy]|m.*h|h.*m/i.test(bare) && !/general/i.test(bare);
}

function dayOf(serial) {
  const text = new Date(Math.round((serial - EPOCH) * DAY)).toISOString();
  return Number.isInteger(serial) ? text.slice(0, 10) : text.slice(0, 19);
}

function address(row, column) {
  let name = "";
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return `${name}${row + 1}`;
}

// Makes every change, or none; what comes back puts the workbook as it was before them. A cell that
// no longer holds what was sent is left alone, and so is everything else.
export async function change(edits, sent) {
  const undo = [];
  try {
    await Excel.run(async (context) => {
      const cells = edits.filter((edit) => edit.do === "edit");
      await setCells(context, cells, sent, undo);
      for (const edit of edits) {
        if (edit.do === "new_sheet") await addSheet(context, edit, undo);
        else if (edit.do === "new_row") await addRow(context, edit, undo);
        else if (!["edit", "cached"].includes(edit.do)) throw new Error(`${edit.do} is not known here`);
      }
      await context.sync();
    });
  } catch (error) {
    await putBack(undo);
    throw new Error(`Excel did not take the changes (${error.message}): nothing was changed.`);
  }
  return () => putBack(undo);
}

async function putBack(undo) {
  await Excel.run(async (context) => {
    for (const step of undo.reverse()) step(context);
    await context.sync();
  });
}

async function setCells(context, edits, sent, undo) {
  const sheetOf = (one, edit) => one.workbook.worksheets.getItem(edit.sheet);
  for (let first = 0; first < edits.length; first += MOST_CHANGES) {
    const some = edits.slice(first, first + MOST_CHANGES).map((edit) => {
      const cell = sheetOf(context, edit).getRange(edit.cell);
      return [edit, cell, cell.load("values, formulas, numberFormat, valueTypes, rowIndex, columnIndex")];
    });
    await context.sync();
    some.forEach(([edit, cell]) => refuseChanged(edit, cell, sent));
    for (const [edit, cell] of some) {
      const [[held]] = cell.formulas;
      const [[format]] = cell.numberFormat;
      const isText = cell.valueTypes[0][0] === "String" && !isFormula(held);
      undo.push((later) => {
        const back = sheetOf(later, edit).getRange(edit.cell);
        back.formulas = [[isText ? spelt(held) : held]];
        back.numberFormat = [[format]];
      });
      put(cell, edit.value, format);
    }
    await context.sync();
  }
}

function refuseChanged(edit, cell, sent) {
  const sheet = sent.sheets.find((one) => one.name.toLowerCase() === edit.sheet.toLowerCase());
  const before = sheet?.rows[cell.rowIndex]?.[cell.columnIndex] ?? null;
  const now = asSent(cell.values[0][0], cell.valueTypes[0][0], cell.numberFormat[0][0]);
  if (JSON.stringify(now) !== JSON.stringify(before)) {
    throw new Error(`${edit.sheet}!${edit.cell} has been changed meanwhile`);
  }
}

// A text stays a text, whatever Excel would make of it if it were typed.
function spelt(text) {
  const isPlain = /^\p{L}\D*$/u.test(text) && !/^(true|false)$/i.test(text);
  return isPlain ? text : `'${text}`;
}

function put(cell, value, format) {
  if (value === null || value === "") cell.values = [[""]];
  else if (typeof value === "string") cell.values = [[spelt(value)]];
  else if (typeof value !== "object") cell.values = [[value]];
  else if ("formula" in value) cell.formulas = [[`=${value.formula}`]];
  else if ("error" in value) cell.values = [[value.error]];
  else {
    const moment = Date.parse(value.date.includes("T") ? `${value.date}Z` : value.date);
    cell.values = [[moment / DAY + EPOCH]];
    if (!isDate(format)) cell.numberFormat = [["dd/mm/yyyy"]];
  }
}

const folded = (text) => String(text).trim().replace(/\s+/g, " ").toLowerCase();

async function addRow(context, edit, undo) {
  const table = context.workbook.tables.getItem(edit.table);
  const head = table.getHeaderRowRange().load("values");
  const rows = table.rows.load("count");
  const body = table.getDataBodyRange().load("values");
  await context.sync();
  const isEmpty = rows.count === 1 && body.values[0].every((cell) => cell === "");
  if (!isEmpty) table.rows.add();
  const at = isEmpty ? 0 : rows.count;
  undo.push((later) => {
    const row = later.workbook.tables.getItem(edit.table).rows.getItemAt(at);
    if (isEmpty) row.getRange().clear("Contents");
    else row.delete();
  });
  const line = table.getDataBodyRange().getRow(at);
  const columns = head.values[0].map(folded);
  for (const [heading, value] of Object.entries(edit.cells)) {
    const column = columns.indexOf(folded(heading));
    if (column < 0) throw new Error(`the table ${edit.table} has no column ${heading}`);
    if (value !== null) put(line.getCell(0, column), value, "General");
  }
  await context.sync();
}

async function addSheet(context, edit, undo) {
  const sheet = context.workbook.worksheets.add(edit.name);
  undo.push((later) => later.workbook.worksheets.getItem(edit.name).delete());
  put(sheet.getRange("A1"), edit.title, "General");
  sheet.getRange("A1").format.font.bold = true;
  put(sheet.getRange("A2"), edit.about, "General");
  edit.columns.forEach((column, x) => {
    put(sheet.getRange(address(3, x)), column.heading, "General");
    sheet.getRange(address(3, x)).format.columnWidth = column.width * 6;
  });
  edit.rows.forEach((row, y) => {
    row.forEach((value, x) => {
      const cell = sheet.getRange(address(4 + y, x));
      cell.format.wrapText = edit.columns[x].wraps;
      if (isLink(value)) cell.hyperlink = { documentReference: value.link, textToDisplay: value.shown };
      else if (value !== null) put(cell, value, "General");
    });
  });
  const last = address(3 + Math.max(1, edit.rows.length), edit.columns.length - 1);
  sheet.tables.add(`A4:${last}`, true).name = edit.table;
  await context.sync();
}

const isLink = (value) => typeof value === "object" && value !== null && "link" in value;

export async function show(sheet, cell) {
  await Excel.run(async (context) => {
    const found = context.workbook.worksheets.getItem(sheet);
    found.activate();
    if (cell) found.getRange(cell).select();
    await context.sync();
  });
}
