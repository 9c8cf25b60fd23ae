/** Speaks to the server that sent the page. */

let token = sessionStorage.getItem('segment-token') ?? '';

/** An answer that is no success. */
export class Refusal extends Error {
  constructor(/** @type {number} */ status, /** @type {string} */ text) {
    super(text);
    this.status = status;
  }
}

/**
 * Takes a token for all that follows; the server keeps it for links and the viewer too.
 * @param {string} text the token
 */
export async function signIn(text) {
  token = text.trim();
  sessionStorage.setItem('segment-token', token);
  await ask('session', { method: 'POST' });
}

/**
 * Asks the server.
 * @param {string} path below the page
 * @param {RequestInit} [options] as fetch takes them
 * @returns {Promise<any>} the JSON of the answer
 * @throws {Refusal} the server refuses
 */
export async function ask(path, options = {}) {
  const headers = { ...options.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(path, { ...options, headers });
  const text = await answer.text();
  const document = text.startsWith('{') ? JSON.parse(text) : null;
  if (!answer.ok) {
    throw new Refusal(answer.status, document?.detail ?? `The server answers ${answer.status}.`);
  }
  return document;
}
