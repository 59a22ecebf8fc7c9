/** What a message is about, where it is not for the agent. */
export type Intent = 'export' | 'credits' | 'timeline' | 'upload' | 'edit';

/**
 * Sentences that ask for the thing itself and nothing else. They are matched whole: "add an export-style end
 * card" speaks of an export and wants an edit.
 */
const please = String.raw`(?:(?:please|now|ok(?:ay)?|hey|can you|could you|let'?s|just|go ahead and|i(?: want|'d like| would like) to|我[想要]|请|帮我|现在|好的?|麻烦)[\s,，]*)*`;
const it = String.raw`(?:\s*(?:it|this|that|(?:the|my|this|a)\s+)?(?:final |finished |whole |podcast )?(?:video|project|file|mp4|episode|1080p mp4|1080p|timeline)?)`;
const tail = String.raw`(?:[\s,，]*(?:now|please|again|for me|to me|as (?:an? )?(?:1080p )?mp4|吧|一下|视频|成片|文件|给我|了|[为成]?\s*mp4))*[\s.!?。！？]*`;

const patterns: readonly (readonly [Intent, RegExp])[] = [
  ['export', whole(String.raw`(?:export|download|render(?: and export)?|save)${it}`)],
  ['export', whole(String.raw`(?:send|give) me ${it}`)],
  ['export', whole('(?:导出|下载|把?视频(?:导出|下载|发给我)|发给我)')],
  [
    'credits',
    whole(
      String.raw`(?:show |check |what(?:'s| is) |how many )?(?:me )?(?:my |the )?(?:credits?|balance)(?: (?:balance|left|do i have(?: left)?|remain(?:ing)?))*`,
    ),
  ],
  ['credits', whole('(?:查看|查询|显示|我的|还剩多少|还有多少)*(?:积分|余额)(?:还?(?:剩|有)多少)?')],
  [
    'timeline',
    whole(String.raw`(?:show |check |what(?:'s| is) )?(?:me )?(?:the |my )?(?:status|state|tracks|timeline)`),
  ],
  ['timeline', whole('(?:查看|显示|看看?)?(?:当前)?(?:状态|时间线|轨道)')],
  [
    'upload',
    whole(
      String.raw`upload(?: (?:a|another|my|the|some|more))?(?: (?:files?|videos?|audio|recordings?|pictures?|images?|logo))?`,
    ),
  ],
  ['upload', whole('上传(?:文件|视频|音频|图片|录音)?')],
];

function whole(pattern: string): RegExp {
  return new RegExp(`^\\s*${please}${pattern}${tail}$`, 'iu');
}

/** Decides what is to be done about a message; whatever is not surely something else goes to the agent. */
export function intentOf(message: string): Intent {
  if (message.length > 120) return 'edit';
  return patterns.find(([, pattern]) => pattern.test(message))?.[0] ?? 'edit';
}
