import { element } from '../common/dom.js';

/** Tables below the maps, one at a time; the drawer closes when its tab is pressed again. @returns {HTMLElement} */
export function drawer(state, parts) {
  const bodies = parts.map(([name, title, content]) => element('div', { class: 'drawer-body', 'data-part': name, role: 'region', 'aria-label': title }, content));
  const buttons = parts.map(([name, title]) =>
    element('button', { type: 'button', 'aria-expanded': 'false', onclick: () => state.set({ part: state.values.part === name ? null : name }) }, title),
  );
  state.on(['part'], ({ part }) =>
    parts.forEach(([name], i) => {
      bodies[i].hidden = part !== name;
      buttons[i].setAttribute('aria-expanded', String(part === name));
    }),
  );
  return element('section', { class: 'drawer', 'aria-label': 'Tables' }, element('div', { class: 'tabs' }, ...buttons), ...bodies);
}
