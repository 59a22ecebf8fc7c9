import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { holdsProjects } from '../../../src/editor/journal-contents';
import { Journal } from '../../../src/studio/journal/journal';
import { projectRecord } from '../../builders';
import { useTemporaryFolder } from '../../temporary';

describe('whether there are projects to restore', () => {
  const temporary = useTemporaryFolder();

  it('is so as soon as the journal has written one', async () => {
    const journal = new Journal(temporary('projects'));
    assert.equal(await holdsProjects(temporary('projects')), false);
    await journal.save(projectRecord());
    assert.equal(await holdsProjects(temporary('projects')), true);
    await journal.close();
  });

  it('is not so for what is no project: files, and folders without a record', async () => {
    await writeFile(temporary('project.json'), '{}');
    await mkdir(temporary('abandoned'));
    assert.equal(await holdsProjects(temporary()), false);
  });
});
