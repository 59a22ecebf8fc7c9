import * as vscode from 'vscode';
import { commands } from '../contributions';
import type { Project } from '../studio/project';
import type { Segment, Track, TrackKind } from '../timeline/model';
import { describeSegment, formatPlace, formatRange, nameOf } from '../timeline/summary';

const icons: Record<TrackKind, string> = {
  video: 'device-camera-video',
  audio: 'music',
  text: 'text-size',
  other: 'layers',
};

/** A project: where it is made and how long it is. */
export function projectItem(project: Project): vscode.TreeItem {
  const { timeline, record, isElsewhere } = project.state.value;
  const item = new vscode.TreeItem(project.title, vscode.TreeItemCollapsibleState.Expanded);
  item.id = project.id;
  item.iconPath = new vscode.ThemeIcon(record.backend === 'local' ? 'device-desktop' : 'cloud');
  const length = timeline ? formatRange(0, timeline.durationMs) : vscode.l10n.t('no timeline yet');
  item.description = isElsewhere ? vscode.l10n.t('{0}, in another window', length) : length;
  item.tooltip = record.recording;
  item.contextValue = 'project';
  return item;
}

/** A track: what is on it. */
export function trackItem(projectId: string, track: Track, index: number): vscode.TreeItem {
  const state =
    track.segments.length > 0
      ? vscode.TreeItemCollapsibleState.Collapsed
      : vscode.TreeItemCollapsibleState.None;
  const item = new vscode.TreeItem(track.label, state);
  item.id = `${projectId}/${index}`;
  item.iconPath = new vscode.ThemeIcon(icons[track.kind]);
  const [only] = track.segments;
  item.description =
    track.segments.length === 1 && only
      ? formatPlace(only)
      : vscode.l10n.t('{0} segments', track.segments.length);
  item.tooltip = track.segments.slice(0, 10).map(describeSegment).join('\n');
  item.contextValue = 'track';
  return item;
}

/** A segment: from when to when. */
export function segmentItem(
  projectId: string,
  trackIndex: number,
  track: Track,
  segment: Segment,
): vscode.TreeItem {
  const item = new vscode.TreeItem(segment.text === undefined ? segment.name : nameOf(segment));
  item.id = `${projectId}/${trackIndex}/${segment.id}`;
  item.iconPath = new vscode.ThemeIcon(icons[track.kind]);
  item.description = formatPlace(segment);
  item.tooltip = describeSegment(segment);
  item.contextValue = 'segment';
  return item;
}

/** What stands for the projects of old; leads to where one is chosen. */
export function olderItem(count: number): vscode.TreeItem {
  const words = count === 1 ? vscode.l10n.t('1 older project…') : vscode.l10n.t('{0} older projects…', count);
  const item = new vscode.TreeItem(words);
  item.id = 'older';
  item.iconPath = new vscode.ThemeIcon('history');
  item.command = { command: commands.switchProject, title: words };
  item.contextValue = 'older';
  return item;
}
