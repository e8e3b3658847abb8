// Who is signed in here. The cookie is the server's; this page only knows the name, the roles and the CSRF word.
import { call, useCsrf } from 'shared/api.js';
import { drawer } from 'shared/drawer.js';
import { tell } from 'shared/element.js';
import { uuid } from 'shared/frames.js';

class Session extends EventTarget {
  /** @type {{id:string, name:string, roles:string[]}|null} */
  staff = null;

  /** @param {string[]} roles */
  is(...roles) {
    return Boolean(this.staff?.roles?.some((role) => roles.includes(role)));
  }
}

export const session = new Session();

/** @param {any} data */
function accept(data) {
  useCsrf(data?.csrf);
  session.staff = data?.staff || null;
  tell(session, 'change');
}

export async function whoAmI() {
  try {
    accept((await call('GET', '/session')).data);
  } catch {
    accept(null);
  }
}

/** @param {string} username @param {string} password */
export async function signIn(username, password) {
  accept((await call('POST', '/session', { body: { username, password } })).data);
}

export async function signOut() {
  try {
    await call('DELETE', '/session');
  } finally {
    accept(null);
  }
}

/** @param {string} password */
export const stepUp = (password) => call('POST', '/session/step-up', { body: { password } });

/** A ticket opens one socket. @param {AbortSignal} signal */
export async function ticket(signal) {
  const { data } = await call('POST', '/ws-tickets', { signal });
  return { ticket: data.ticket };
}

export function device() {
  const known = drawer.text('kefu.device') || uuid();
  drawer.keep('kefu.device', known);
  return known;
}
