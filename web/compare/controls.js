import { element } from '../common/dom.js';

let ids = 0;

/** A labelled list of choices that sets a value. @returns {HTMLElement} */
export function choice(label, state, key, options, read = (value) => value) {
  const id = `choice-${ids++}`;
  const list = element(
    'select',
    { id, onchange: () => state.set({ [key]: read(list.value) }) },
    ...options.map(([value, text]) => element('option', { value }, text)),
  );
  state.on([key], (values) => (list.value = String(values[key])));
  return element('div', { class: 'field' }, element('label', { for: id }, label), list);
}

/** A labelled slider that sets a number. @returns {HTMLElement} */
export function slider(label, state, key, { min, max, step, text }) {
  const id = `slider-${ids++}`;
  const shown = element('output', { for: id });
  const input = element('input', { id, type: 'range', min, max, step, oninput: () => state.set({ [key]: Number(input.value) }) });
  state.on([key], (values) => {
    input.value = String(values[key]);
    shown.textContent = text(values[key]);
  });
  return element('div', { class: 'field' }, element('label', { for: id }, label), input, shown);
}

/** Buttons of which one is pressed. @returns {HTMLElement} */
export function switches(label, state, key, options) {
  const buttons = options.map(([value, text]) => element('button', { type: 'button', onclick: () => state.set({ [key]: value }) }, text));
  state.on([key], (values) => buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(options[i][0] === values[key]))));
  return element('div', { class: 'switches', role: 'group', 'aria-label': label }, ...buttons);
}

/** A set of things of which each is on or off. @returns {HTMLElement} */
export function check(label, isOn, onChange, attributes = {}) {
  const id = `check-${ids++}`;
  const box = element('input', { id, type: 'checkbox', ...attributes, onchange: () => onChange(box.checked) });
  box.checked = isOn;
  return element('label', { class: 'check', for: id }, box, label);
}
