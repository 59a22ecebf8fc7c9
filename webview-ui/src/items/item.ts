import type { Desk } from '../actions';
import type { View } from '../dom';
import type { Item, ItemOf, Row } from '../state';
import { agentView } from './agent';
import { noticeView } from './notice';
import { renderView } from './render';
import { timelineView } from './timeline';
import { uploadView } from './upload';
import { userView } from './user';

/** The view of a row, showing it already. It shows later rows of the same id and kind. */
export function rowView(row: Row, desk: Desk): View<Row> {
  const view = viewOf(row.item, desk);
  view.update(row);
  return view;
}

function viewOf(item: Item, desk: Desk): View<Row> {
  switch (item.kind) {
    case 'user':
      return ofKind('user', userView());
    case 'agent':
      return ofKind('agent', agentView(item, desk));
    case 'notice':
      return ofKind('notice', noticeView(desk));
    case 'upload':
      return ofKind('upload', uploadView(item));
    case 'timeline':
      return ofKind('timeline', timelineView(desk));
    case 'render': {
      const view = renderView(desk);
      return { element: view.element, update: ({ job }) => view.update(job) };
    }
  }
}

/** Lets a view of one kind of item stand in a list of rows. */
function ofKind<Kind extends Item['kind']>(kind: Kind, view: View<ItemOf<Kind>>): View<Row> {
  const isOfKind = (item: Item): item is ItemOf<Kind> => item.kind === kind;
  return {
    element: view.element,
    update({ item }) {
      if (isOfKind(item)) view.update(item);
    },
  };
}
