import assert from 'node:assert/strict';
import { Store } from '../../../src/studio/store';

describe('a store', () => {
  it('tells of every change, with what was before', () => {
    const store = new Store(1);
    const told: [number, number][] = [];
    store.subscribe((value, previous) => told.push([value, previous]));
    store.set(2);
    store.update((value) => value * 10);
    assert.deepEqual(told, [
      [2, 1],
      [20, 2],
    ]);
    assert.equal(store.value, 20);
  });

  it('does not tell of what is no change', () => {
    const store = new Store(Number.NaN);
    let told = 0;
    store.subscribe(() => told++);
    store.set(Number.NaN);
    assert.equal(told, 0);
  });

  it('tells nobody who has left, also while it tells', () => {
    const store = new Store(0);
    const told: string[] = [];
    const leave = store.subscribe(() => {
      told.push('first');
      leave();
    });
    store.subscribe(() => told.push('second'));
    store.set(1);
    store.set(2);
    assert.deepEqual(told, ['first', 'second', 'second']);
  });

  it('leaves everybody with the last value when a listener changes it again', () => {
    const store = new Store(0);
    const last: number[] = [];
    store.subscribe((value) => value === 1 && store.set(2));
    store.subscribe((value) => last.push(value));
    store.set(1);
    assert.equal(last.at(-1), store.value);
  });
});
