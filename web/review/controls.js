import { element } from '../common/dom.js';

let number = 0;

/**
 * A list to choose from.
 * @param {string} label
 * @param {[string, string][]} options values and what they are called
 * @param {string} value the one that is chosen first
 * @param {(value: string) => void} choose
 */
export function choice(label, options, value, choose) {
  const id = `choice${(number += 1)}`;
  const list = element('select', { id, onchange: (event) => choose(event.target.value) }, ...options.map(([key, name]) => element('option', { value: key, selected: key === value }, name)));
  return element('span', { class: 'control' }, element('label', { for: id }, label), list);
}

/**
 * A few words of which one is chosen; arrow keys move, as in any group of radio buttons.
 * @param {string} label
 * @param {[string, string][]} options values and what they are called
 * @param {string} value the one that is chosen first
 * @param {(value: string) => void} choose
 */
export function toggle(label, options, value, choose) {
  const name = `toggle${(number += 1)}`;
  return element(
    'fieldset',
    { class: 'toggle' },
    element('legend', { class: 'unseen' }, label),
    ...options.map(([key, text]) => element('label', {}, element('input', { type: 'radio', name, value: key, checked: key === value, onchange: () => choose(key) }), element('span', {}, text))),
  );
}

/**
 * A section whose content depends on what is chosen.
 * @param {string} title
 * @param {(Node|null|undefined|false)[]} controls
 * @param {...(Node|string|null|undefined|false)} content
 */
export function section(title, controls, ...content) {
  return element('section', {}, element('div', { class: 'head' }, element('h2', {}, title), element('div', { class: 'controls' }, ...controls)), ...content);
}

/** A colour beside a name. */
export function swatch(/** @type {string} */ color, /** @type {string} */ name) {
  const made = element('span', {}, element('i', { class: 'swatch' }), name);
  made.firstChild.style.background = color;
  return made;
}
