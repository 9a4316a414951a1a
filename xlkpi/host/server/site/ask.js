// Asking the server; whatever goes wrong comes back as one line for an officer.
import { request } from "/static/js/utils.js";

async function headers() {
  const { token } = await globalThis.getAuth();
  return { "Content-Type": "application/json", Authorization: token };
}

const PAUSES = [1000, 3000, 9000]; // between attempts while there is no connection
const LOST = [502, 503, 504];

export class Lost extends Error {}

// Asking twice does nothing twice: an action goes on under the name that the pane gave it.
export async function ask(path, body) {
  for (let attempt = 0; ; attempt++) {
    try {
      return (await request.post(path, body, { headers: await headers(), timeout: 300000 })).data;
    } catch (error) {
      const line = error.response?.data?.error;
      const isLost = !error.response || LOST.includes(error.response.status);
      if (!isLost) throw new Error(line || "The server did not understand: reload the pane.");
      if (attempt >= PAUSES.length) {
        throw new Lost(line || "The server does not answer: try again, or tell your support.");
      }
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSES[attempt]));
  }
}

export async function fetchPaper(path) {
  const reply = await fetch(path, { headers: await headers() });
  if (!reply.ok) throw new Error((await reply.json()).error);
  return reply.blob();
}
