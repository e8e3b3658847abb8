// REST calls: the cookie, the CSRF header, problem details turned into `Refused`.
import { Refused } from 'shared/frames.js';

const BASE = '/api/v1';
let csrf = '';

/** @param {string|undefined} token */
export const useCsrf = (token) => (csrf = token || '');

/**
 * @param {string} method
 * @param {string} path
 * @param {{body?:unknown, etag?:string, key?:string, signal?:AbortSignal, headers?:Record<string,string>}} [options]
 * @returns {Promise<{data:any, text:string, etag:string|null, status:number}>}
 */
export async function call(method, path, { body, etag, key, signal, headers: more } = {}) {
  /** @type {Record<string,string>} */
  const headers = { Accept: 'application/json', ...more };
  if (method !== 'GET' && csrf) headers['X-Kefu-CSRF'] = csrf;
  if (etag) headers['If-Match'] = etag;
  if (key) headers['Idempotency-Key'] = key;
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(BASE + path, {
      method,
      headers,
      signal,
      credentials: 'same-origin',
      body: body === undefined ? undefined : form ? /** @type {FormData} */ (body) : JSON.stringify(body),
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Refused({ code: 'offline', text: '' });
  }
  const text = await response.text();
  const data = text ? parse(text) : undefined;
  if (!response.ok) {
    throw new Refused({ ...data, status: response.status, code: data?.code || codeOf(response.status), text: data?.detail || data?.title || '' });
  }
  return { data, text, etag: response.headers.get('ETag'), status: response.status };
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {number} status */
function codeOf(status) {
  return { 401: 'unauthorized', 403: 'forbidden', 404: 'not_found', 409: 'conflict', 412: 'conflict', 413: 'too_large', 429: 'rate' }[status] || 'unavailable';
}

/** @param {string} path @param {{signal?:AbortSignal}} [options] @returns {Promise<any>} */
export const get = async (path, options) => (await call('GET', path, options)).data;
/** @param {string} path @param {unknown} [body] @param {{key?:string, etag?:string, signal?:AbortSignal}} [options] @returns {Promise<any>} */
export const post = async (path, body, options) => (await call('POST', path, { body, ...options })).data;
/** @param {any} answer a list as `{data:[…]}` or bare @returns {any[]} */
export const listOf = (answer) => (Array.isArray(answer) ? answer : answer?.data || []);
/** @param {Object<string, string|number|undefined|null>} params */
export function query(params) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
