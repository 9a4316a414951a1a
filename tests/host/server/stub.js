// The part of Office's object model that the pane asks for, over plain data (`__book`).
//
// As in Office, nothing happens before `sync`, and what was not loaded cannot be read. Typed text is
// read as Excel reads it: with = it is a formula, and what looks like a number or a date becomes one
// unless it begins with an apostrophe. `stub.fails` makes the next matching write fail.
(() => {
  const book = globalThis.__book;
  const stub = {
    book, functions: {}, actions: {}, writes: 0, fails: "", syncs: 0, selected: "", token: "",
    isPaneShown: false,
  };
  globalThis.stub = stub;
  for (const sheet of book.sheets) {
    sheet.map = new Map(
      sheet.cells.map(([y, x, value, formula, format, isError]) => [
        `${y},${x}`, { value, formula, format, isError },
      ]),
    );
  }
  const BLANK = { value: "", formula: null, format: "General", isError: false };
  const sheetNamed = (name) => {
    const found = book.sheets.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!found) throw Object.assign(new Error("The requested resource doesn't exist."), { code: "ItemNotFound" });
    return found;
  };
  const tableNamed = (name) => {
    const found = book.tables.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!found) throw new Error(`There is no table ${name}.`);
    return found;
  };
  stub.cell = (name, y, x) => sheetNamed(name).map.get(`${y},${x}`) ?? BLANK;

  function typed(text, before) {
    const cell = { ...before, formula: null, isError: false };
    if (typeof text !== "string") return { ...cell, value: text };
    if (text.startsWith("'")) return { ...cell, value: text.slice(1) };
    if (text.startsWith("=")) return { ...cell, value: 0, formula: text };
    if (/^#(N\/A|REF!|VALUE!|NUM!|DIV\/0!|NAME\?|NULL!)$/.test(text)) return { ...cell, value: text, isError: true };
    if (/^(true|false)$/i.test(text)) return { ...cell, value: /true/i.test(text) };
    if (/^[-+@]/.test(text)) return { ...cell, value: 0, formula: `=${text}` };
    if (/^\s*[\d.]|^\p{L}{3,9} \d/u.test(text)) return { ...cell, value: `(read as a number or date: ${text})` };
    return { ...cell, value: text };
  }

  function write(name, y, x, change) {
    const sheet = sheetNamed(name);
    if (stub.fails && stub.fails === `${name}!${y},${x}`) {
      stub.fails = "";
      throw Object.assign(new Error("You can't edit a protected sheet."), { code: "AccessDenied" });
    }
    stub.writes += 1;
    sheet.map.set(`${y},${x}`, { ...BLANK, ...change(sheet.map.get(`${y},${x}`) ?? BLANK) });
  }

  // -- what proxies share: work for the next sync, and properties that must have been loaded --
  class Proxy {
    constructor(context) {
      this.context = context;
      this.loaded = {};
    }
    load(names) {
      const wanted = (Array.isArray(names) ? names : names.split(",")).map((name) => name.trim());
      this.context.queue.push(() => wanted.forEach((name) => (this.loaded[name.split("/")[0]] = this.read(name))));
      return this;
    }
    get(name) {
      if (!(name in this.loaded)) throw new Error(`The property '${name}' was not loaded (PropertyNotLoaded).`);
      return this.loaded[name];
    }
    later(work) {
      this.context.queue.push(work);
    }
  }
  const property = (kind, ...names) =>
    names.forEach((name) =>
      Object.defineProperty(kind.prototype, name, { configurable: true, get() { return this.get(name); } }),
    );

  class Area extends Proxy {
    constructor(context, place) {
      super(context);
      this.place = place; // () => [sheet, top, left, height, width], as it is when it is needed
      this.format = new Format(this);
    }
    each(of) {
      const [sheet, top, left, height, width] = this.place();
      return Array.from({ length: height }, (_, y) =>
        Array.from({ length: width }, (_, x) => of(stub.cell(sheet, top + y, left + x))),
      );
    }
    read(name) {
      if (name === "isNullObject") return this.isNone();
      if (this.isNone()) return undefined;
      const [sheet, top, left, height, width] = this.place();
      const found = {
        values: () => this.each((cell) => cell.value),
        formulas: () => this.each((cell) => cell.formula ?? cell.value),
        numberFormat: () => this.each((cell) => cell.format),
        valueTypes: () =>
          this.each(({ value, isError }) =>
            isError ? "Error" : value === "" ? "Empty" : { number: "Double", boolean: "Boolean" }[typeof value] ?? "String",
          ),
        rowIndex: () => top, columnIndex: () => left, rowCount: () => height, columnCount: () => width,
        address: () => `${sheet}!${top},${left}`,
      }[name];
      if (!found) throw new Error(`Office has no property ${name} of a range, or the stub knows none.`);
      return found();
    }
    isNone() {
      return this.place() === null;
    }
    get isNullObject() {
      if (!Object.keys(this.loaded).length) throw new Error("isNullObject was asked for before a sync");
      return this.isNone();
    }
    put(rows, change) {
      const given = structuredClone(rows);
      this.later(() => {
        const [sheet, top, left, height, width] = this.place();
        if (given.length !== height || given.some((row) => row.length !== width)) {
          throw new Error("The number of rows or columns in the input array doesn't match the range.");
        }
        given.forEach((row, y) => row.forEach((value, x) => {
          if (value !== null) write(sheet, top + y, left + x, (cell) => change(value, cell));
        }));
      });
    }
    set values(rows) { this.put(rows, typed); }
    get values() { return this.get("values"); }
    set formulas(rows) { this.put(rows, typed); }
    get formulas() { return this.get("formulas"); }
    set numberFormat(rows) { this.put(rows, (format, cell) => ({ ...cell, format })); }
    get numberFormat() { return this.get("numberFormat"); }
    set hyperlink({ documentReference, textToDisplay }) {
      this.put([[textToDisplay]], (value, cell) => ({ ...cell, value, link: documentReference }));
    }
    clear() {
      this.later(() => {
        const [sheet, top, left, height, width] = this.place();
        for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
          write(sheet, top + y, left + x, (cell) => ({ ...BLANK, format: cell.format }));
        }
      });
    }
    select() {
      this.later(() => {
        const [sheet, top, left] = this.place();
        if (book.active !== sheet) throw new Error("Only a cell of the active sheet can be selected.");
        stub.selected = `${sheet}!${top},${left}`;
      });
    }
    getCell(y, x) {
      return new Area(this.context, () => { const [sheet, top, left] = this.place(); return [sheet, top + y, left + x, 1, 1]; });
    }
    getRow(y) {
      return new Area(this.context, () => { const [sheet, top, left, , width] = this.place(); return [sheet, top + y, left, 1, width]; });
    }
  }
  property(Area, "valueTypes", "rowIndex", "columnIndex", "rowCount", "columnCount", "address");

  class Format {
    constructor(area) { this.area = area; this.font = {}; }
    set columnWidth(_) {}
    set wrapText(_) {}
  }

  function place(text) {
    const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(text);
    return [row - 1, [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1];
  }

  class Sheet extends Proxy {
    constructor(context, name) { super(context); this.called = name; }
    read(name) {
      if (name !== "name") throw new Error(`the stub knows no ${name} of a sheet`);
      return sheetNamed(this.called()).name;
    }
    getRange(text) {
      const [from, to] = text.split(":").map(place);
      const [height, width] = to ? [to[0] - from[0] + 1, to[1] - from[1] + 1] : [1, 1];
      return new Area(this.context, () => [sheetNamed(this.called()).name, ...from, height, width]);
    }
    getRangeByIndexes(top, left, height, width) {
      if (height < 1 || width < 1) throw new Error("InvalidArgument");
      if (height * width > 100000) throw new Error("The response payload size has exceeded the limit.");
      return new Area(this.context, () => [sheetNamed(this.called()).name, top, left, height, width]);
    }
    getUsedRangeOrNullObject() {
      return new Area(this.context, () => {
        const sheet = sheetNamed(this.called());
        const places = [...sheet.map].filter(([, cell]) => cell.value !== "" || cell.formula).map(([key]) => key.split(",").map(Number));
        if (!places.length) return null;
        const [ys, xs] = [places.map((one) => one[0]), places.map((one) => one[1])];
        const [top, left] = [Math.min(...ys), Math.min(...xs)];
        return [sheet.name, top, left, Math.max(...ys) - top + 1, Math.max(...xs) - left + 1];
      });
    }
    activate() { this.later(() => (book.active = sheetNamed(this.called()).name)); }
    delete() {
      this.later(() => {
        const name = sheetNamed(this.called()).name;
        book.sheets = book.sheets.filter((one) => one.name !== name);
        book.tables = book.tables.filter((one) => one.sheet !== name);
      });
    }
    get tables() {
      return {
        add: (area) => {
          const [from, to] = area.split(":").map(place);
          const table = { name: `Table${book.tables.length}`, sheet: this.called(), area: [...from, ...to] };
          this.later(() => book.tables.push(table));
          return { set name(name) { table.name = name; } };
        },
      };
    }
  }
  property(Sheet, "name");

  class Table extends Proxy {
    constructor(context, name) { super(context); this.called = name; }
    read(name) {
      if (name !== "name") throw new Error(`the stub knows no ${name} of a table`);
      return tableNamed(this.called).name;
    }
    get worksheet() { return new Sheet(this.context, () => tableNamed(this.called).sheet); }
    part(of) {
      return new Area(this.context, () => {
        const { sheet, area: [top, left, bottom, right] } = tableNamed(this.called);
        return [sheet, ...of(top, left, bottom, right)];
      });
    }
    getHeaderRowRange() { return this.part((top, left, _, right) => [top, left, 1, right - left + 1]); }
    getDataBodyRange() { return this.part((top, left, bottom, right) => [top + 1, left, bottom - top, right - left + 1]); }
    get rows() {
      if (!this.held) this.held = new Rows(this.context, this.called);
      return this.held;
    }
  }
  property(Table, "name");

  class Rows extends Proxy {
    constructor(context, table) { super(context); this.table = table; }
    read() { const { area } = tableNamed(this.table); return area[2] - area[0]; }
    add() { this.later(() => (tableNamed(this.table).area[2] += 1)); }
    getItemAt(index) {
      const table = () => tableNamed(this.table);
      const line = new Area(this.context, () => [table().sheet, table().area[0] + 1 + index, table().area[1], 1, table().area[3] - table().area[1] + 1]);
      return {
        getRange: () => line,
        delete: () => { line.clear(); this.later(() => (table().area[2] -= 1)); },
      };
    }
  }
  property(Rows, "count");

  class Items extends Proxy {
    constructor(context, items) { super(context); this.make = items; }
    read() {
      return this.make().map((one) => { one.loaded.name = one.read("name"); return one; });
    }
  }
  property(Items, "items");

  class Workbook extends Proxy {
    read() { return book.name; }
    get worksheets() {
      const items = new Items(this.context, () => book.sheets.map((one) => new Sheet(this.context, () => one.name)));
      items.getItem = (name) => new Sheet(this.context, () => name);
      items.add = (name) => {
        this.context.queue.push(() => {
          if (book.sheets.some((one) => one.name.toLowerCase() === name.toLowerCase())) throw new Error("ItemAlreadyExists");
          book.sheets.push({ name, map: new Map() });
        });
        return new Sheet(this.context, () => name);
      };
      return items;
    }
    get tables() {
      const items = new Items(this.context, () => book.tables.map((one) => new Table(this.context, one.name)));
      items.getItem = (name) => new Table(this.context, name);
      return items;
    }
  }
  property(Workbook, "name");

  class RequestContext {
    constructor() {
      this.queue = [];
      this.workbook = new Workbook(this);
      const culture = { name: "en-GB", load: () => culture, datetimeFormat: { shortDatePattern: "dd/MM/yyyy", load() {} } };
      this.application = { cultureInfo: culture };
    }
    async sync() {
      stub.syncs += 1;
      await new Promise((resolve) => setTimeout(resolve, 0));
      const work = this.queue;
      this.queue = [];
      for (const one of work) one(); // as in Excel, what came before a failure stays done
    }
  }

  globalThis.Excel = {
    RequestContext,
    run: async (work) => {
      const context = new RequestContext();
      const result = await work(context);
      await context.sync();
      return result;
    },
  };
  class CustomFunctionsError extends Error {
    constructor(code, message) { super(message); this.code = code; }
  }
  globalThis.CustomFunctions = {
    associate: (name, work) => (stub.functions[name] = work),
    Error: CustomFunctionsError,
    ErrorCode: { invalidValue: "#VALUE!", notAvailable: "#N/A" },
  };
  globalThis.Office = {
    onReady: async (work) => {
      const info = { host: stub.host ?? "Excel", platform: "OfficeOnline" };
      await work?.(info);
      return info;
    },
    context: { requirements: { isSetSupported: () => true } },
    actions: { associate: (name, work) => (stub.actions[name] = work) },
    addin: { showAsTaskpane: async () => { stub.isPaneShown = true; } },
    auth: {
      getAccessToken: async () => {
        if (!globalThis.__token) throw Object.assign(new Error("The user is not signed in."), { code: 13001 });
        return globalThis.__token;
      },
    },
  };
})();
