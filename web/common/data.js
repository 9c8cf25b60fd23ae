/**
 * Reads what the program wrote into the page.
 * @param {string} id the name of the data
 * @returns {any} the value; null where the page has none of this name
 */
export function readData(id) {
  const element = document.getElementById(id);
  return element ? JSON.parse(element.textContent) : null;
}
