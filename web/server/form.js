import { element } from '../common/dom.js';

/**
 * Makes a field with its label.
 * @param {string} text the label
 * @param {any} control the control
 * @param {string} [note] what to know about it
 */
function field(text, control, note) {
  const id = `field-${control.getAttribute('name')}`;
  control.setAttribute('id', id);
  return element('div', { class: 'field' }, element('label', { for: id }, text), control, note && element('p', { class: 'faint' }, note));
}

function choice(/** @type {string} */ name, /** @type {string[]} */ words) {
  return element('select', { name }, ...words.map((word) => element('option', { value: word }, word)));
}

function check(/** @type {string} */ name, /** @type {string} */ text, checked = false) {
  return element('label', { class: 'check' }, element('input', { type: 'checkbox', name, checked }), text);
}

/** The form that asks for a map. */
export class MapForm {
  /** @param {(request: any, file: File|null) => Promise<void>} submit asks for the map */
  constructor(submit) {
    this.model = element('select', { name: 'model', required: true });
    this.scene = element('select', { name: 'scene' });
    this.file = element('input', { type: 'file', name: 'file', accept: '.tif,.tiff,image/tiff' });
    this.button = element('button', { type: 'submit', class: 'main' }, 'Make the map');
    this.view = element(
      'form',
      { class: 'form', onsubmit: (/** @type {Event} */ event) => this.send(event, submit) },
      field('Model', this.model),
      field('Scene', this.scene, 'GeoTIFF files below the server’s data root.'),
      field('Or send a GeoTIFF', this.file),
      element('fieldset', {}, element('legend', {}, 'Results'), check('map', 'Map', true), check('confidence', 'Confidence'), check('polygons', 'Polygons'), check('areas', 'Areas', true)),
      element(
        'details',
        {},
        element('summary', {}, 'More'),
        field('Abstain below', element('input', { name: 'abstain-below', type: 'number', min: 0, max: 1, step: 'any' }), 'Do not tell the class of pixels that are less sure (0–1).'),
        field('Test-time augmentation', choice('test-time-augmentation', ['off', 'flips', 'dihedral'])),
        field('Variant', choice('variant', ['float32', 'int8'])),
        field('Cell size', element('input', { name: 'cell-size', type: 'number', min: 0, step: 'any' }), 'In map units; the scene’s where empty.'),
        field('Minimum mapping unit', element('input', { name: 'minimum-mapping-unit', placeholder: '9px, 0.5ha, 900m2' }), 'For polygons.'),
      ),
      this.button,
    );
  }

  /** Offers models and scenes, and keeps what is chosen. */
  offer(/** @type {string[]} */ models, /** @type {string[]} */ scenes) {
    for (const [select, names] of [[this.model, models], [this.scene, scenes]]) {
      if ([...select.options].map((o) => o.value).join('\n') !== names.join('\n')) {
        const chosen = select.value;
        select.replaceChildren(...names.map((name) => element('option', { value: name }, name)));
        select.value = names.includes(chosen) ? chosen : (names[0] ?? '');
      }
    }
  }

  async send(/** @type {Event} */ event, submit) {
    event.preventDefault();
    const values = new FormData(this.view);
    const inputs = { model: values.get('model'), scene: values.get('scene') };
    for (const name of ['abstain-below', 'cell-size']) {
      if (values.get(name)) {
        inputs[name] = Number(values.get(name));
      }
    }
    for (const name of ['variant', 'test-time-augmentation', 'minimum-mapping-unit']) {
      if (values.get(name)) {
        inputs[name] = values.get(name);
      }
    }
    const outputs = Object.fromEntries(['map', 'confidence', 'polygons', 'areas'].filter((name) => values.has(name)).map((name) => [name, {}]));
    const file = this.file.files[0] ?? null;
    this.button.disabled = true;
    try {
      await submit({ inputs, outputs, response: 'document' }, file);
      this.file.value = '';
    } finally {
      this.button.disabled = false;
    }
  }
}
