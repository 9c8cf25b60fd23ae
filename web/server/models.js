import { element } from '../common/dom.js';

const words = { serving: 'serving', waiting: 'waits for a word', quarantined: 'refused', withdrawn: 'withdrawn' };

/**
 * Draws a card for each model.
 * @param {any[]} models as /models/{name} tells them
 * @returns {Node[]} the cards
 */
export function modelCards(models) {
  if (models.length === 0) {
    return [element('p', {}, 'No model is served yet: put a package (.dlpk) into the models folder.')];
  }
  return models.map((model) =>
    element(
      'article',
      { class: 'model' },
      element('h3', {}, model.name, ' ', element('span', { class: `state ${model.status}` }, words[model.status])),
      model.network && element('p', { class: 'faint' }, `${model.network}, version ${model.version}, ${model.bands.length} bands, cells of ${Number(model.cellSize[0].toPrecision(6))}`),
      model.classes && element('p', { class: 'legend' }, ...model.classes.map((c) => element('span', {}, swatch(c.color), c.name))),
      model.quarantined && element('p', { class: 'refused' }, `Refused: ${model.quarantined.reason}`),
      model.waiting && element('p', {}, `Waits: ${model.waiting.reason}`),
      model.sha256 && element('p', { class: 'faint' }, 'Package ', element('code', {}, model.sha256.slice(0, 12)), `, since ${new Date(model.since).toLocaleString()}`),
    ),
  );
}

function swatch(/** @type {string} */ color) {
  const made = element('span', { class: 'swatch', 'aria-hidden': 'true' });
  made.style.background = color;
  return made;
}
