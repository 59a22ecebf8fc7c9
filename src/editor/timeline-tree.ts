import * as vscode from 'vscode';
import { views } from '../contributions';
import type { Project } from '../studio/project';
import type { Segment, Track } from '../timeline/model';
import type { Lazy } from './lazy';
import { olderItem, projectItem, segmentItem, trackItem } from './timeline-items';
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
