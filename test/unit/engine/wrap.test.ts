import assert from 'node:assert/strict';
import { ellipsis, wrapBalanced } from '../../../src/engine/render/scene/wrap';

/** A font of fixed width: 10 px a letter, 20 px for the wide letters of East Asia. */
const measure = (text: string) =>
  [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 20 : 10), 0);

describe('wrapping a caption', () => {
  it('leaves a short one on one line', () => {
    assert.deepEqual(wrapBalanced('Hello there', 400, measure), ['Hello there']);
  });

  it('evens the lines out, so that no word is left alone', () => {
    const lines = wrapBalanced('Every room has its own colour, she said', 380, measure);
    assert.deepEqual(lines, ['Every room has its', 'own colour, she said']);
  });

  it('never makes a line wider than it may be', () => {
    const text =
      'Why we hear what is not there and other stories from the anechoic chamber at the edge of town';
    for (const width of [150, 220, 300, 480]) {
      for (const line of wrapBalanced(text, width, measure)) assert.ok(measure(line) <= width, line);
    }
  });

  it('cuts a word that is wider than a line between letters', () => {
    const lines = wrapBalanced('see https://example.org/a/very/long/address now', 200, measure);
    assert.ok(lines.every((line) => measure(line) <= 200));
    assert.equal(lines.join('').replaceAll(' ', ''), 'seehttps://example.org/a/very/long/addressnow');
  });

  it('breaks Chinese between words and keeps closing marks off the start of a line', () => {
    const lines = wrapBalanced('欢迎回到《回家的长路》，今天我们聊聊空房间的声音。', 300, measure);
    assert.ok(lines.length > 1);
    for (const line of lines) {
      assert.doesNotMatch(line, /^[，。》、！？]/u);
      assert.doesNotMatch(line, /[《「（]$/u);
    }
    assert.equal(lines.join(''), '欢迎回到《回家的长路》，今天我们聊聊空房间的声音。');
  });

  it('keeps small kana and prolonged sounds with the letter before them', () => {
    for (let width = 100; width <= 300; width += 20) {
      for (const line of wrapBalanced(
        'ポッドキャストのセッションへようこそ、きょうはゆっくりはなしましょう',
        width,
        measure,
      )) {
        assert.doesNotMatch(line, /^[ーッャュョっゃゅょ、]/u);
      }
    }
  });

  it('puts no blank between Han characters, and keeps those of other scripts', () => {
    assert.deepEqual(wrapBalanced('用 Rust 写的工具', 1000, measure), ['用 Rust 写的工具']);
  });

  it('breaks Korean at its blanks', () => {
    const lines = wrapBalanced('오늘은 빈 방의 소리에 대해 이야기합니다', 260, measure);
    assert.equal(lines.join(' '), '오늘은 빈 방의 소리에 대해 이야기합니다');
  });

  it('marks what it had to leave out', () => {
    const lines = ellipsis(['one two', 'three four,', 'five'], 2, 110, measure);
    assert.deepEqual(lines, ['one two', 'three four…']);
    assert.deepEqual(ellipsis(['one'], 2, 100, measure), ['one']);
  });
});
