import assert from 'node:assert/strict';
import { fold, rowsOf, suggestionsOf } from '../../../webview-ui/src/state';
import { answered, job, project, rendered, said } from '../../webview/build';

describe('the state of the chat page', () => {
  it('begins with the first whole project', () => {
    assert.equal(fold(undefined, { type: 'item', item: said('early') }), undefined);
    const first = project();
    assert.equal(fold(undefined, { type: 'project', project: first }), first);
  });

  it('appends an item that is new and replaces one that is known, in its place', () => {
    const one = said('one');
    const two = answered('two', { streaming: true });
    const before = project({ items: [one, two, said('three')] });
    const after = fold(before, { type: 'item', item: { ...two, text: 'two and more' } });
    assert.deepEqual(
      after?.items.map((item) => ('text' in item ? item.text : '')),
      ['one', 'two and more', 'three'],
    );
    assert.equal(after?.items[0], one);
    assert.equal(fold(before, { type: 'item', item: said('four') })?.items.length, 4);
    assert.equal(before.items[1], two);
  });

  it('gives the row of an export its job, and keeps what did not change identical', () => {
    const before = project({
      items: [said('go'), rendered('j')],
      jobs: [job('j', { status: 'submitting' })],
    });
    const done = job('j', { status: 'done', bytes: 1 });
    const after = fold(before, { type: 'job', job: done });
    assert.ok(after);
    assert.deepEqual(rowsOf(after), [
      { item: before.items[0], job: undefined },
      { item: before.items[1], job: done },
    ]);
    assert.equal(after.items, before.items);
  });

  it('suggests what the agent suggested last, once it is done and nobody has spoken since', () => {
    const asking = answered('Which?', { suggestions: ['a', 'b', 'c', 'd', 'e'] });
    const idle = project({ items: [asking, rendered('j')] });
    assert.deepEqual(suggestionsOf(idle), ['a', 'b', 'c', 'd']);
    assert.deepEqual(suggestionsOf({ ...idle, activity: { kind: 'working' } }), []);
    assert.deepEqual(suggestionsOf({ ...idle, items: [asking, said('a')] }), []);
    assert.deepEqual(suggestionsOf({ ...idle, items: [{ ...asking, streaming: true }] }), []);
  });
});
