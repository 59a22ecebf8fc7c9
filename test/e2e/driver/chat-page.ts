import type { FrameLocator, Locator } from 'playwright-core';

/** How far an export is, as its card shows it. */
export interface RenderProgress {
  /** Whole percent; undefined while nobody knows. */
  percent: number | undefined;
  stage: string;
  /** What the card says about the time left; empty while nobody knows. */
  timeLeft: string;
}

/** The chat panel's page. */
export class ChatPage {
  constructor(readonly frame: FrameLocator) {}

  /** Cards of exports, oldest first. */
  get renderCards(): Locator {
    return this.frame.locator('.render:visible');
  }

  get lastRenderCard(): Locator {
    return this.renderCards.last();
  }

  /** What the person said. */
  userMessages(): Promise<string[]> {
    return this.frame.locator('.item.user').allInnerTexts();
  }

  /** What was answered, as read text. */
  answers(): Promise<string[]> {
    return this.frame.locator('.item.agent').allInnerTexts();
  }

  /** Notices, such as what went wrong. */
  notices(): Promise<string[]> {
    return this.frame.locator('.item.notice').allInnerTexts();
  }

  /** Waits until an export runs. */
  async waitForRender(timeoutMs: number): Promise<void> {
    await this.frame.locator('.render .card-stage').last().waitFor({ timeout: timeoutMs });
  }

  /** Waits for the last card to end in this way. */
  async waitForEnd(status: 'done' | 'failed' | 'cancelled', timeoutMs: number): Promise<void> {
    await this.frame.locator(`.render[data-status="${status}"]`).last().waitFor({ timeout: timeoutMs });
  }

  /** The last card's figures; undefined once it no longer runs. */
  async renderProgress(): Promise<RenderProgress | undefined> {
    // Read in one go, or the card changes in between.
    const [stage, figure, timeLeft] = await this.lastRenderCard.evaluate((card) =>
      ['.card-stage', '.card-figure', '.card-foot .card-detail'].map(
        (selector) => card.querySelector(selector)?.textContent ?? '',
      ),
    );
    if (!stage) return undefined;
    const percent = /\d+/.exec(figure ?? '')?.[0];
    return { stage, percent: percent === undefined ? undefined : Number(percent), timeLeft: timeLeft ?? '' };
  }

  /** Types into the text box and sends it. */
  async say(text: string): Promise<void> {
    const box = this.frame.getByRole('textbox');
    await box.click();
    await box.pressSequentially(text);
    await box.press('Enter');
  }

  async press(button: string): Promise<void> {
    await this.frame.getByRole('button', { name: button }).last().click();
  }
}
