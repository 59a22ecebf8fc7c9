import * as vscode from 'vscode';
import { commands, views } from '../contributions';
import type { Project } from '../studio/project';
import { describeSegment, formatPlace, formatRange, nameOf } from '../timeline/summary';
import type { Segment, Track, TrackKind } from '../timeline/model';
import type { Lazy } from './lazy';
import type { Workshop } from './workshop';

type Node =
  | { readonly kind: 'project'; readonly project: Project }
  | { readonly kind: 'track'; readonly project: Project; readonly track: Track; readonly index: number }
  | {
      readonly kind: 'segment';
      readonly projectId: string;
      readonly trackIndex: number;
      readonly track: Track;
      readonly segment: Segment;
    }
  /** Stands for the projects of old that are not open. */
  | { readonly kind: 'older'; readonly count: number };

const icons: Record<TrackKind, string> = {
  video: 'device-camera-video',
  audio: 'music',
  text: 'text-size',
  other: 'layers',
};

/** The side bar's timeline: projects, their tracks, the segments in them. Drawn from values alone. */
export class TimelineTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Node>;

  constructor(
    private readonly workshop: Lazy<Workshop>,
    private readonly hasProjects: () => Promise<boolean>,
  ) {
    this.#view = vscode.window.createTreeView(views.timeline, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
  }

  /** Something that it shows has changed. */
  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) {
      // The studio is not loaded just to find that there is nothing to show.
      if (!this.workshop.isMade && !(await this.hasProjects())) return [];
      const { studio } = await this.workshop.get();
      const projects = studio.projects.value.map((project) => ({ kind: 'project', project }) as const);
      const count = studio.older.value.length;
      return count === 0 ? projects : [...projects, { kind: 'older', count }];
    }
    switch (node.kind) {
      case 'project': {
        const tracks = node.project.state.value.timeline?.tracks ?? [];
        return tracks.map((track, index) => ({ kind: 'track', project: node.project, track, index }));
      }
      case 'track':
        return node.track.segments.map((segment) => ({
          kind: 'segment',
          projectId: node.project.id,
          trackIndex: node.index,
          track: node.track,
          segment,
        }));
      case 'segment':
      case 'older':
        return [];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case 'project':
        return projectItem(node.project);
      case 'track':
        return trackItem(node.project.id, node.track, node.index);
      case 'segment':
        return segmentItem(node.projectId, node.trackIndex, node.track, node.segment);
      case 'older':
        return olderItem(node.count);
    }
  }

  dispose(): void {
    this.#view.dispose();
    this.#changed.dispose();
  }
}

function projectItem(project: Project): vscode.TreeItem {
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

function trackItem(projectId: string, track: Track, index: number): vscode.TreeItem {
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

function segmentItem(projectId: string, trackIndex: number, track: Track, segment: Segment): vscode.TreeItem {
  const item = new vscode.TreeItem(segment.text === undefined ? segment.name : nameOf(segment));
  item.id = `${projectId}/${trackIndex}/${segment.id}`;
  item.iconPath = new vscode.ThemeIcon(icons[track.kind]);
  item.description = formatPlace(segment);
  item.tooltip = describeSegment(segment);
  item.contextValue = 'segment';
  return item;
}

function olderItem(count: number): vscode.TreeItem {
  const words = count === 1 ? vscode.l10n.t('1 older project…') : vscode.l10n.t('{0} older projects…', count);
  const item = new vscode.TreeItem(words);
  item.id = 'older';
  item.iconPath = new vscode.ThemeIcon('history');
  item.command = { command: commands.switchProject, title: words };
  item.contextValue = 'older';
  return item;
}
