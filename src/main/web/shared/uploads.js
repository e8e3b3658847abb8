// Pictures on their way: made small in the browser, uploaded, and then said as a message. What failed can be tried again.
import { call } from 'shared/api.js';
import { tell } from 'shared/element.js';
import { uuid } from 'shared/frames.js';
import { t } from 'shared/i18n.js';

/** So many at a time. */
export const MOST = 9;
const LONGEST = 2048;
/** Smaller ones go as they are. */
const SMALL_BYTES = 1_000_000;
const QUALITY = 0.88;
/** What the server reads; others are drawn anew if the browser knows them. */
const KNOWN = ['image/jpeg', 'image/png', 'image/gif'];

/**
 * @typedef {Object} Upload
 * @property {string} id
 * @property {string} conversation
 * @property {File} file
 * @property {string} url of what this browser shows meanwhile
 * @property {'sending'|'failed'} state
 * @property {string} problem
 */

/** The pictures among what was picked, pasted or dropped. @param {FileList|File[]|undefined|null} files */
export const picturesIn = (files) => [...(files || [])].filter((file) => file.type.startsWith('image/')).slice(0, MOST);

export class Uploads extends EventTarget {
  /**
   * @param {() => Record<string, string>} proof headers that say who uploads
   * @param {(conversation:string, body:any) => void} say
   */
  constructor(proof, say) {
    super();
    this.proof = proof;
    this.say = say;
    /** @type {Upload[]} */
    this.items = [];
  }

  /** @param {string} conversation @param {File[]} files */
  add(conversation, files) {
    const fresh = files.map((file) => /** @type {Upload} */ ({ id: uuid(), conversation, file, url: URL.createObjectURL(file), state: 'sending', problem: '' }));
    this.items = [...this.items, ...fresh];
    tell(this, 'change');
    // One after the other, in the order they were picked.
    return fresh.reduce((before, upload) => before.then(() => this.#send(upload)), Promise.resolve());
  }

  /** @param {string} conversation */
  of(conversation) {
    return this.items.filter((upload) => upload.conversation === conversation);
  }

  /** @param {Upload} upload */
  again(upload) {
    Object.assign(upload, { state: 'sending', problem: '' });
    tell(this, 'change');
    return this.#send(upload);
  }

  /** @param {Upload} upload */
  drop(upload) {
    this.items = this.items.filter((each) => each !== upload);
    URL.revokeObjectURL(upload.url);
    tell(this, 'change');
  }

  /** @param {Upload} upload */
  async #send(upload) {
    if (!this.items.includes(upload)) return;
    try {
      const body = new FormData();
      body.set('conversation', upload.conversation);
      body.set('file', await reduced(upload.file), 'picture');
      const { data } = await call('POST', '/files', { body, headers: this.proof() });
      this.say(upload.conversation, { kind: 'image', file: data.file });
      this.drop(upload);
    } catch (refused) {
      Object.assign(upload, { state: 'failed', problem: /** @type {any} */ (refused).text || t('send.failed') });
      tell(this, 'change');
    }
  }
}

/** @param {File} file @returns {Promise<Blob>} */
async function reduced(file) {
  if (KNOWN.includes(file.type) && file.size <= SMALL_BYTES) return file;
  const picture = await createImageBitmap(file).catch(() => undefined);
  // What the browser cannot read the server refuses with a reason.
  if (!picture) return file;
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
