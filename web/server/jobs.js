import { element } from '../common/dom.js';

const active = ['accepted', 'running'];
const names = { map: 'Map', confidence: 'Confidence', polygons: 'Polygons', areas: 'Areas' };

/** The jobs, a row each; rows stay while they change, so that the keyboard's focus does. */
export class Jobs {
  /**
   * @param {(job: any) => void} show shows a finished map
   * @param {(job: any) => void} end ends a job or removes its results
   */
  constructor(show, end) {
    this.show = show;
    this.end = end;
    this.rows = new Map();
    this.body = element('tbody');
    const heads = ['Scene', 'Model', 'State', 'Progress', 'Results'].map((text) => element('th', { scope: 'col', class: 'text' }, text));
    this.table = element('table', {}, element('caption', { class: 'hidden' }, 'Your jobs, the newest first'), element('thead', {}, element('tr', {}, ...heads)), this.body);
    this.none = element('p', {}, 'No jobs yet.');
    this.view = element('div', { class: 'scroll' }, this.none, this.table);
  }

  /** Draws what is new. */
  draw(/** @type {any[]} */ jobs) {
    this.none.hidden = jobs.length > 0;
    this.table.hidden = jobs.length === 0;
    const present = new Set(jobs.map((job) => job.jobID));
    for (const [id, row] of this.rows) {
      if (!present.has(id)) {
        row.node.remove();
        this.rows.delete(id);
      }
    }
    jobs.forEach((job, index) => {
      const row = this.rows.get(job.jobID);
      if (!row || row.updated !== job.updated) {
        const node = this.row(job);
        row?.node.replaceWith(node);
        this.rows.set(job.jobID, { node, updated: job.updated });
      }
      const { node } = this.rows.get(job.jobID);
      if (this.body.children[index] !== node) {
        this.body.insertBefore(node, this.body.children[index] ?? null);
      }
    });
  }

  row(/** @type {any} */ job) {
    const isActive = active.includes(job.status);
    const files = job.links.filter((link) => link.rel === 'item');
    const results = element(
      'td',
      { class: 'text results' },
      job.status === 'successful' && files.some((file) => file.href.endsWith('/map')) && element('button', { type: 'button', onclick: () => this.show(job) }, 'Show'),
      ...files.map((file) => {
        const name = file.href.split('/').at(-1);
        return element('a', { href: `jobs/${job.jobID}/results/${name}`, download: true }, names[name] ?? name);
      }),
      element('button', { type: 'button', 'aria-label': `${isActive ? 'Stop' : 'Remove'} the job on ${job.scene}`, onclick: () => this.end(job) }, isActive ? 'Stop' : 'Remove'),
    );
    return element(
      'tr',
      { 'data-job': job.jobID },
      element('td', { class: 'text' }, job.scene),
      element('td', { class: 'text' }, job.model),
      element('td', { class: 'text' }, element('span', { class: `state ${job.status}` }, job.status), job.status === 'failed' && element('p', { class: 'refused' }, job.message)),
      element('td', { class: 'text' }, element('progress', { max: 100, value: job.progress, 'aria-label': `Progress of the job on ${job.scene}` }), ` ${job.progress} %`),
      results,
    );
  }
}
