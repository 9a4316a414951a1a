// What the vendor's function code looks for in the page, without the scripts that we do not use.
import { getCultureInfoName, getDateFormat } from "/static/js/utils.js";
import { getAccessToken } from "/static/js/entraid.js";

globalThis.xlwings = { getCultureInfoName, getDateFormat, getAccessToken };
