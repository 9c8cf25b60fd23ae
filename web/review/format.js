/** Numbers as people read them; a dash where there is none. */

const DASH = '–';

/** @param {?number} share 0–1 @returns {string} per cent with one decimal */
export const percent = (share) => (share === null || share === undefined ? DASH : `${(share * 100).toFixed(1)} %`);

/** @param {?number} number @param {number} [digits] decimals @returns {string} */
export const decimal = (number, digits = 4) => (number === null || number === undefined ? DASH : number.toFixed(digits));

/** @param {?number} number @returns {string} a whole number in groups of three */
export const whole = (number) => (number === null || number === undefined ? DASH : Math.round(number).toLocaleString('en-US'));

/** @param {number} rate a learning rate @returns {string} such as 0.002 or 3.1e-5 */
export const rate = (rate) => (rate >= 1e-3 ? String(Number(rate.toPrecision(3))) : rate.toExponential(1));

/** @param {number} number @returns {string} five digits that count */
export const digits = (number) => String(Number(number.toPrecision(5)));

/** @param {?number} seconds @returns {string} such as 0.4 s, 45 s, 3 min 20 s, 2 h 9 min */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) {
    return DASH;
  }
  if (seconds < 59.5) {
    return seconds < 9.95 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
  }
  const minutes = Math.floor(Math.round(seconds) / 60);
  return minutes < 60 ? `${minutes} min ${Math.round(seconds) % 60} s` : `${Math.floor(Math.round(seconds / 60) / 60)} h ${Math.round(seconds / 60) % 60} min`;
}

/** @param {?number} bytes @returns {string} */
export const size = (bytes) => (bytes === null || bytes === undefined ? DASH : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`);

/** @param {string} utc as JSON writes it @returns {string} day and minute, in UTC */
export const moment = (utc) => `${utc.slice(0, 10)} ${utc.slice(11, 16)} UTC`;

/** @param {string} monitor the figure that decided which epoch was kept @returns {string} in words */
export const monitorName = (monitor) =>
  monitor.startsWith('f1:')
    ? `F1 of ${monitor.slice(3)}`
    : { valid_loss: 'validation loss', accuracy: 'accuracy', dice: 'macro Dice', miou: 'mean IoU' }[monitor] ?? monitor;
