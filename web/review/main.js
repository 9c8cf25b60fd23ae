import { readData } from '../common/data.js';
import { element } from '../common/dom.js';
import { color } from './charts.js';
import { classSection, curveSection, modelTable } from './comparison.js';
import { details } from './details.js';
import './review.css';

/** @type {import('./types.js').Review} */
const { models, comparisons } = readData('review');
const app = document.getElementById('app');

/** Buttons that choose one model, and its page below; arrow keys move between them. */
function tabs() {
  const panel = element('div', { role: 'tabpanel', id: 'model', tabindex: 0 });
  const buttons = models.map((model, i) => {
    const made = element('button', { type: 'button', role: 'tab', id: `tab${i}`, 'aria-controls': 'model', onclick: () => show(i), onkeydown: (event) => move(event, i) });
    const sign = element('i', { class: 'swatch' });
    sign.style.background = color(i);
    made.append(sign, model.label);
    return made;
  });
  const move = (event, i) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const next = (i + step + models.length) % models.length;
      show(next);
      buttons[next].focus();
    }
  };
  const show = (index) => {
    buttons.forEach((b, i) => {
      b.setAttribute('aria-selected', String(i === index));
      b.tabIndex = i === index ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', `tab${index}`);
    panel.replaceChildren(details(models[index]));
  };
  const list = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Model shown below' }, ...buttons);
  show(0);
  const open = (index) => {
    show(index);
    list.scrollIntoView({ behavior: 'smooth' });
  };
  return { list, panel, open };
}

if (models.length === 1) {
  app.replaceChildren(details(models[0]));
} else {
  const { list, panel, open } = tabs();
  app.replaceChildren(modelTable(models, open), ...(comparisons.length > 0 ? [classSection(models, comparisons)] : []), curveSection(models), list, panel);
}
