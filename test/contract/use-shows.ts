import { mkdir } from 'node:fs/promises';
import { useTemporaryFolder } from '../temporary';
import { useCloud } from './cloud';

/** Gives each test of the suite a quick cloud, and a temporary folder with `shows` in it for recordings. */
export function useShows() {
  const temporary = useTemporaryFolder();
  const cloud = useCloud();
  beforeEach(async () => {
    cloud().pollMs = 20;
    await mkdir(temporary('shows'));
  });
  return { cloud, temporary };
}
