/**
 * Makes an element: `element('button', { class: 'tool', onclick }, 'Text', otherElement)`.
 * Names that start with `on` are listeners; true sets an attribute, false, null and undefined leave it out.
 * @param {string} name its tag; `svg:rect` for one of a drawing
 * @param {Record<string, any>} [attributes] attributes and listeners
 * @param {...(Node|string|number|null|undefined|false)} children what lies in it
 * @returns {any} the element
 */
export function element(name, attributes = {}, ...children) {
  const made = name.startsWith('svg:')
    ? document.createElementNS('http://www.w3.org/2000/svg', name.slice(4))
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value === true ? '' : String(value));
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false).map((child) => (child instanceof Node ? child : String(child))));
  return made;
}
