// What this browser keeps for the person over a reload. A store that is full or refused costs just that: until then it is kept in memory.

class Drawer {
  /** @type {Map<string, string>} */
  #memory = new Map();
  #store;

  /** @param {() => Storage} store even to ask for it may be refused */
  constructor(store) {
    this.#store = store;
  }

  /** @param {string} key @returns {string|undefined} */
  text(key) {
    return this.#memory.get(key) ?? this.#try((store) => store.getItem(key)) ?? undefined;
  }

  /** @param {string} key @returns {any} nothing also where it cannot be read */
  read(key) {
    try {
      return JSON.parse(this.text(key) ?? 'null') ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** @param {string} key @param {string} text */
  keep(key, text) {
    const kept = this.#try((store) => {
      store.setItem(key, text);
      return true;
    });
    if (kept) this.#memory.delete(key);
    else this.#memory.set(key, text);
  }

  /** @param {string} key @param {unknown} value */
  write(key, value) {
    this.keep(key, JSON.stringify(value));
  }

  /** @param {string} key */
  drop(key) {
    this.#memory.delete(key);
    this.#try((store) => store.removeItem(key));
  }

  /** @param {string} prefix */
  keys(prefix) {
    const keys = new Set([...this.#memory.keys(), ...(this.#try((store) => Object.keys(store)) || [])]);
    return [...keys].filter((key) => key.startsWith(prefix));
  }

  /** @template T @param {(store:Storage) => T} use @returns {T|undefined} */
  #try(use) {
    try {
      return use(this.#store());
    } catch {
      return undefined;
    }
  }
}

export const drawer = new Drawer(() => localStorage);

/** For as long as this tab is there. */
export const tabDrawer = new Drawer(() => sessionStorage);
