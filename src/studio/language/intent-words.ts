/**
 * The words of which a request for the thing itself is made, by what they do in it; phrases apart by `|`.
 *
 * Words that are missing here are missing on purpose: negations, conditions ("before", "after", "when"), places in the
 * picture, whatever can be edited. A message with one of them is not surely a request, so it goes to the agent.
 */
export const intentWords = {
  /** Approval and address, before the request. */
  opening:
    'ok|okay|k|alright|all right|so|well|then|hey|hi|hello|hey there|yes|yeah|yep|yup|sure|great|perfect' +
    '|nice|awesome|excellent|wonderful|cool|good|amazing|fantastic|beautiful|lovely|looks good' +
    '|looks great|looks perfect|this looks good|this looks great|it looks great|it looks good' +
    '|that looks good|that looks great|all good|sounds good|good job|great job|good work|great work' +
    "|nice work|nice job|well done|love it|i love it|i like it|that's it|that's all|that is all|i'm done" +
    "|i am done|we're done|all done|done|i'm happy with it|i'm happy|perfect as it is|fine|okey|okie" +
    "|alrighty|got it|understood|no problem|ready|i'm ready|we're ready|that's great|that's perfect" +
    "|that's good|that's fine|this is great|this is perfect|it's perfect|it's great|it's good|it's ready" +
    "|i think it's ready|i think it's good|everything looks good|everything looks great" +
    '|everything is fine|awesome work|amazing work|excellent work|good enough|finally|right|bravo|wow' +
    '|very nice|very good|nice one|hello there|good morning|sorry|the video is ready' +
    '|the video looks great|the video looks good|video looks great|video looks good|no changes needed' +
    '|nothing to add' +
    '|嗯|嗯嗯|好|好的|好了|好吧|好啦|行|行了|可以了|可以啦|不错|很好|非常好|太好了|太棒了|真棒|完美|没问题' +
    '|就这样|就这样吧|就这样了|做好了|做完了|完成了|满意|很满意|您好|你好|嗨|那就|那么|那|挺好|挺好的' +
    '|很棒|效果很好|效果不错|辛苦了|收到|行吧|都好了|都可以了|看起来不错|看起来很好|看着不错|剪得不错' +
    '|剪得很好|做得很好|做得不错|没什么问题|没有问题|没问题了|ok了|弄好了|不用改了|早上好|哇|对|是的',
  /** Of these alone a part of a sentence is made that approves of the work, up to a comma. */
  approval:
    "hi there|hello there|everything|everything's|it|it's|its|this|that|that's|these|all|i|i'm|we|we're" +
    "|you|you're|the|this one|is|are|am|was|looks|look|looking|seems|sounds|turned out|came out|did|think" +
    '|believe|guess|feel|like|love|very|so|really|pretty|quite|just|absolutely|totally|super|much|now' +
    '|already|finally|here|there|with it|with this|with that|with the result|to me|to go|for me|as it is' +
    '|as is|as expected|what i wanted|exactly|what a|a|an|such|good|great|perfect|perfectly|nice|nicely' +
    '|awesome|amazing|excellent|wonderful|fantastic|brilliant|beautiful|lovely|cool|fine|fun|done' +
    '|finished|ready|set|complete|happy|satisfied|pleased|glad|impressed|okay|ok|alright|correct|right' +
    '|job|work|well|result|video|version|edit|edits|cut|captions|title|music|no more changes|no changes' +
    '|nothing else|no further changes|enough|wow|thanks|thank you|yes|and|it all|to my liking' +
    '|视频|片子|画面|字幕|音乐|标题|效果|整体|内容|这个|这版|这一版|这|那|它|我|你|您|我们|大家|都|也|已经' +
    '|现在|看起来|看着|看上去|听起来|感觉|觉得|是|很|非常|真|真的|特别|太|挺|相当|蛮|够|做|做得|剪|剪得' +
    '|弄|弄得|得|的|好|好了|好看|棒|赞|不错|满意|喜欢|完美|完成|完成了|搞定|搞定了|可以|可以了|行|行了' +
    '|没问题|没有问题|没什么问题|不用改|不用再改|不用改了|不需要改|了|啊|呀|哇|就|这样|就这样|就这个|版本' +
    '|挺好|对|嗯|太好了|辛苦|辛苦了|谢谢|好的|ok',
  /** Says nothing that would matter, wherever it stands. */
  polite:
    'please|pls|plz|plss|please do|kindly|just|now|right now|right away|straight away|asap|immediately' +
    '|quickly|real quick|quickly please|thanks|thank you|thank you very much|thank you so much|thx|ty|tks' +
    '|cheers|thanks a lot|many thanks|thanks in advance|for me|for us|dear|buddy|man|mate|bro|dude|guys' +
    "|again|once more|one more time|when you can|if you can|if possible|if you don't mind|would you" +
    '|will you|then|already|today|directly|simply|for now|finally' +
    '|请|請|麻烦|麻烦你|麻烦您|劳驾|现在|马上|立刻|立即|赶紧|赶快|快|快点|直接|就|吧|呀|啊|哦|喔|哈|哈哈' +
    '|啦|一下|一下吧|下|再|再次|重新|再来一次|一次|一遍|一共|总共|谢谢|谢谢你|谢谢您|謝謝|多谢|感谢|谢啦' +
    '|谢了|好不|拜托|咯|哟|嘿|请问|一次|请您|请你',
  /** Leads to what is wanted, as a command. */
  want:
    "i want to|i wanna|i'd like to|i would like to|id like to|i need to|i want you to|i'd like you to" +
    "|i need you to|we need to|we want to|we'd like to|let's|lets|let us|let me|go ahead and|go on and" +
    "|go and|help me|help me to|you can|you may|i'm going to|time to|it's time to|i want|i need|i wish to" +
    "|i am ready to|i'm ready to|ready to|we're ready to|i think we can|we should|you should|i'd love to" +
    '|i would love to|please help me|gonna|i am going to|i plan to|i must|i have to|we have to' +
    '|i have got to|i gotta|could use' +
    '|我想|我想要|我要|我需要|我们要|想|想要|要|需要|帮|帮我|帮我把|帮忙|帮忙把|给我|替我|给|为我|请帮我' +
    '|来|咱们|你|您|我|幫我|你帮我|帮我们|给我把|烦请|能帮忙|麻烦帮我|麻烦帮忙|希望|我希望|我希望能' +
    '|想请你|打算|我打算|可以|该|麻烦您帮我|帮我们把|该|还想|我还想|还要|我还要|我还需要|还需要|也想' +
    '|我也想|我这就|我来|让我|让我们|我得|得|我现在想|另外|然后',
  /** Leads to it as a command in the form of a question. */
  canYou:
    'can you|could you|would you|will you|can u|could u|would you mind|could you help me|can you help me' +
    '|can you help me to|could you possibly|can you go ahead and|could you go ahead and|can you just' +
    '|could you just|can we|could we|would you be able to|is it possible for you to|are you able to' +
    '|能不能帮我|可不可以帮我|能帮我|可以帮我|能否帮我|你能帮我|你能不能帮我|你可以帮我|您能帮我' +
    '|可以麻烦你|能麻烦你|可以请你|你能不能|你可不可以|您能不能|能不能给我|可以给我|能给我|能否' +
    '|能不能麻烦你|可否帮我|可以帮忙|能不能帮忙|能帮忙|是否可以帮我|可不可以给我|你能|你可以|可否|能把' +
    '|可以把|可不可以把|能不能把|能否把|能帮我把|可以帮我把|能不能帮我把|是否可以把',
  /** Asks for leave, or for the way: enough for what does no harm. */
  canI:
    'can i|may i|could i|how do i|how can i|how to|where do i|where can i|is it possible to|can we' +
    "|how do we|do you want me to|should i|how should i|how can we|what do i do to|i don't know how to" +
    '|tell me how to|show me how to|is there a way to|am i allowed to|do i' +
    '|能|我可以|我能|我能不能|我可不可以|怎么|如何|怎样|我怎么|在哪|在哪里|在哪儿|哪里可以|从哪里|能不能' +
    '|可不可以|哪里|可以|哪儿能|哪里能|怎么才能|怎样才能|如何才能|在哪能|在哪里可以|在哪可以|要怎么' +
    '|该怎么|我该怎么|想知道怎么|告诉我怎么|我怎么样|是不是可以|还能|还可以|可不可以再',
  question: '?' + '|吗|么|嘛|嗎|好吗|好嗎|可以吗|可以嗎|行吗|好不好|行不行|可不可以|呢|好么|行么|怎么样',
  /** Goes before an object that stands before its verb. */
  take: '把|将|將',
  the:
    'the|this|that|my|our|your|these|those|the whole|the entire|the full|all of my|all my|all of the' +
    '|all the|all' +
    '|这个|那个|这|那|我的|我们的|这段|这条|这份|这期|那段|這個|所有|全部|整个|该',
  it:
    'it|this|that|this one|that one|everything|all|all of it|the whole thing|the lot|it all' +
    '|它|这个|那个|这|全部|所有',
  /** How the video is, where that asks for no other one. */
  quality:
    'final|finished|complete|completed|whole|entire|full|hd|full hd|high quality|high-quality|1080p|hq' +
    '|current|latest|updated|edited|rendered|ready|podcast' +
    '|最终|最终的|完成的|完整|完整的|成品|高清|高清的|1080p的|最新的|最新|剪好的|做好的|剪辑好的|编辑好的' +
    '|当前|当前的|播客|我的播客|最后的|现在的',
  video:
    'video|vid|vedio|movie|film|project|file|video file|mp4|mp4 file|mp4 video|episode|podcast' +
    '|podcast video|podcast episode|project video' +
    '|视频|視頻|视频文件|影片|成片|片子|文件|檔案|项目|成品|节目|作品|工程|播客视频|mp4文件|视频成片|短片' +
    '|最终版|片',
  cut:
    'result|cut|version|clip|output|end result|end product|final product|finished product|final result' +
    '|final cut|final version|finished version|end product|whole thing|thing|stuff|work|masterpiece' +
    '|recording|copy' +
    '|结果|版本|东西|片段|内容',
  /** The format that a video has anyway. */
  format:
    'as mp4|as an mp4|as a mp4|as mp4 file|as an mp4 file|as a file|as a video|as a video file|to mp4' +
    '|to an mp4|to a file|to video|in mp4|in mp4 format|as mp4 video|in 1080p|in hd|in full hd|at 1080p' +
    '|in high quality|in full quality|as h.264|as h264|as 1080p|mp4|1080p|hd|in the best quality' +
    '|in best quality|at full quality|in high definition' +
    '|mp4格式|mp4文件|为mp4|成mp4|为视频|成视频|成文件|为文件|成mp4文件|为mp4文件|成mp4格式|为mp4格式|高清' +
    '|用mp4格式|一份|一个|一版|成片|高清版|1080p版本',
  anMp4: 'an mp4|a mp4|an mp4 file|a copy|a final copy|a video file' + '|一个mp4|一份mp4|一个成片|一份成片',
  out: 'out|off',
  exported: 'exported|downloaded|rendered',
  haveIt: "have|get|see|i'd like|i would like|we need|i'd like to have",
  of: 'of',
  onto: 'to|onto|into|on to|on' + '|到|在|至|去',
  /** Where a finished video goes anyway. */
  place:
    'my computer|my laptop|my machine|my pc|my mac|my disk|my drive|my device|my hard drive|the computer' +
    '|the laptop|the machine|the pc|the mac|the disk|the drive|the device|the hard drive|this computer' +
    '|this laptop|this machine|this pc|this mac|this disk|this drive|this device|this hard drive' +
    '|our computer|our laptop|our machine|our pc|our mac|our disk|our drive|our device|our hard drive' +
    '|disk|me|here|my own computer' +
    '|本地|电脑|我的电脑|我电脑|电脑上|电脑里|我的电脑上|硬盘|硬盘里|本机|这里',
  /** Where a finished video goes anyway. */
  home: 'locally|over|here|offline|to me' + '|给我|发给我|出来|下来|出来给我|下来给我',
  start:
    'start|begin|start the|begin the|kick off|kick off the|run the|do the|do an|trigger the|launch the' +
    '|start an|start with the' +
    '|开始|开始进行|进行|启动|执行|做个|做一次',
  export:
    'export|download|render|export and download|download and export|render and export|export and render' +
    '|render and download|render out|finalize and export|finalise and export|finish and export|export out' +
    '|export & download|download and save|save and download' +
    '|导出|下载|渲染|輸出|导出来|下载下来|渲染出来|输出|输出来|导出并下载|渲染并导出|渲染导出|导出下载' +
    '|導出|匯出|下載|倒出|下栽|渲染输出|导出个|导个|出片|导出并保存|下载保存|导出到本地',
  exporting: 'exporting|downloading|rendering|export|download|render' + '|导出|下载|渲染|输出|導出|匯出',
  save: 'save|store' + '|保存|存|存下来|保存下来|儲存',
  sendMe: 'send me|give me|send us|hand me|get me' + '|发给我|发我|传给我|传我|给我|发送给我|交给我|發給我',
  /** Needs no object: nothing else could be meant. */
  sendMeIt: '发给我|发我|传给我|發給我|发送给我',
  send: 'send|deliver|hand|give' + '|发|传|发送',
  show:
    "show|show me|show us|display|check|check on|view|see|print|tell me|look at|look up|what's|what is" +
    "|what are|whats|wats|take a look at|have a look at|let me see|let me check|how is|how's|know" +
    '|find out' +
    '|查看|查|查询|查一查|查查|显示|顯示|看|看看|看一看|看一眼|看下|看到|告诉我|展示|检查|瞧瞧|给我看' +
    '|给我看看|让我看看|让我看|知道|想看|确认|瞅瞅|看一看',
  list: 'list|list out|give me|get me|bring up|pull up|what about|get' + '|列出|列一下|列出来|打开',
  credits:
    'credits|credit balance|credits balance|account balance|balance|credit count|account credits' +
    '|token balance' +
    '|积分|积分余额|余额|点数|额度|账户余额|帐户余额|账号余额|账户积分|账号积分|餘額|積分|免费积分' +
    '|账户额度',
  credit: 'credit',
  howMany:
    'how many|how much' +
    '|多少|几个|有多少|还有多少|还剩多少|剩多少|剩下多少|还剩|剩下|还剩下多少|还剩几个|还有几个|有几个' +
    '|还有|有没有|还有没有|有|还能用多少',
  any: 'any|any more|enough|some',
  remaining: 'remaining|available|leftover' + '|剩余|剩余的|可用|可用的|剩下的|剩余可用',
  left:
    'left|remaining|remain|are left|are there|are remaining|do i have|do i have left|do i still have' +
    "|have i got|i have|i have left|i've got|i still have|do we have|do we have left|we have" +
    '|are available|is left|available|in my account|on my account|in the account|have i got left' +
    '|left over|used up' +
    '|剩多少|还剩多少|有多少|还有多少|是多少|多少|剩|剩余|还剩|剩下多少|还剩下多少|够不够|够吗|还够吗' +
    '|够用吗|够不够用|还够不够|还够用吗|还有几个|剩几个|还剩几个|剩余多少|情况|还有|剩了多少|还剩余多少' +
    '|有几个|用完了吗|用完了没|用光了吗|还多吗|还剩下几个|还能用多少',
  anyLeft:
    'do i have|do i still have|have i any|have i got|are there|do we have|do we still have|is there' +
    '|am i out of|did i run out of|have i run out of|am i running low on' +
    '|我有|我还有|我们还有|我还剩|我还剩下|我账户里|账户里|账户|账户里还|账户上|账户上还|我账户还' +
    '|我账户里还|我这边|目前|当前|我这里|账号里|账号里还|我账号里还',
  timeline:
    'status|state|tracks|timeline|track list|tracklist|time line|project status|project state' +
    '|project timeline|current status|timeline status|list of tracks|status of the project' +
    '|state of the project|status of my project|status of the timeline|state of the timeline|video status' +
    '|tracks and timeline|timeline and tracks' +
    '|状态|时间线|时间轴|轨道|项目状态|轨道列表|当前状态|目前状态|時間線|時間軸|軌道|狀態|音轨|轨道情况' +
    '|轨道信息|视频状态|工程状态|时间线状态|项目时间线|时间线轨道|时间线信息',
  report:
    'status update|status report|status check|summary of the timeline|summary of the tracks' +
    '|timeline summary|list of the tracks|track summary|overview of the timeline' +
    '|状态报告|时间线概要|时间线摘要',
  current:
    'current|latest|whole|full|entire' + '|当前|当前的|目前|目前的|最新|最新的|完整|完整的|整个|现在的',
  a: 'a|an|another' + '|一个|一份|一条',
  whatsOn:
    "what's on|what is on|what's in|what is in|whats on|whats in|show me what's on|show me what is on" +
    "|show me what's in|show what's on|tell me what's on|see what's on|what do i have on" +
    '|what do we have on|what does|how does',
  isThere:
    'are there|do i have|do we have|are on it|are in it|i have|we have|so far|looking|look like' +
    '|at the moment|at this point|currently|in it|in there|like|look|look like now',
  what:
    'what|which|how many' +
    '|哪些|有哪些|什么|有什么|是什么|是什么样|是什么样的|几条|有几条|多少条|有多少条|怎么样|怎样|如何' +
    '|是怎样的|上有什么|上有哪些|上都有什么|上都有哪些|里有什么|里有哪些|里都有什么|都有什么|都有哪些' +
    '|如何了|是什么情况|什么情况|怎么样了|是啥|啥|有啥|上有啥|里有啥|几个|有几个|上面有什么|里面有什么' +
    '|上有什么内容',
  upload: 'upload|attach' + '|上传|上傳|上传一下|传|传上来|上传上来',
  uploading: 'uploading|upload' + '|上传',
  another: 'another|another one|some more|more|something|one more' + '|另一个|更多|一个|别的',
  aFile:
    'a|an|another|some|more|some more|the|my|new|a new|one more|other|additional|a few|a couple of' +
    '|several|multiple|our|two|one|an additional|one of my|these|this|all my|own|first|second|third|next' +
    '|last|latest|final|old|raw|original|different|few|lot of|a lot of|bunch of|a bunch of|couple|full' +
    '|real|right|correct|single|bigger|better|different|three|four|five|ten|all|all of my|both' +
    '|另一个|另外一个|一个|一些|几个|新的|更多|更多的|一段|一张|一份|几张|两个|我的|其他|其它|别的|一首' +
    '|这个|几段|一个新的|新|个|张|段|点|第一个|第二个|下一个|最后一个|原始|原始的|旧的|新录的|自己的' +
    '|我自己的|多个|好几个|若干|这些|那些|全部|所有|三个|四张|三张|两张|两段|首|期|新一期|一期|那个' +
    '|第二期|第一期',
  file:
    'file|files|video|videos|video file|video files|audio|audios|audio file|audio files|recording' +
    '|recordings|picture|pictures|pic|pics|image|images|image file|photo|photos|logo|footage|clip|clips' +
    '|media|media file|media files|mp3|mp3 file|wav|wav file|podcast|episode|song|cover|cover art' +
    '|transcript|podcast episode|voice recording|music file|media-file|podcast audio|podcast recording' +
    '|material|materials|assets|background music|music|sound|sounds|sound file|voice memo|voice note|mp4' +
    '|srt|subtitle file|caption file|captions|subtitles|transcript file|artwork|episodes|songs|things' +
    '|stuff|trailer|intro|outro|intro video|cover photo|cover image|album art|background|background image' +
    '|background video|b-roll|interview|lecture|talk|voiceover|voice over|voice|narration|jingle' +
    '|screenshot|screenshots|slides|m4a|m4a file|png|jpg|avi|mov' +
    '|文件|檔案|视频|視頻|音频|图片|圖片|录音|照片|素材|封面|歌曲|音乐|播客|资料|音频文件|视频文件' +
    '|媒体文件|字幕文件|片段|录音文件|mp3文件|附件|东西|封面图|播客音频|视频素材|图片素材|音频素材|mp3' +
    '|背景音乐|配乐|字幕|srt文件|音乐文件|视频片段|mp4|内容|节目|采访|访谈|旁白|片头|片尾|背景图|背景图片' +
    '|截图|图|视频和音频|音视频|采访音频|访谈录音|电脑里的文件|照片和视频|歌',
  add: 'add|import' + '|添加|导入|加|加入|导入一个|添加一个|新增',
  /** Goes with "了" at the end: the time has come. */
  may: '可以|该|要',
  come: '了|啦',
  on: '上|里|上面|里面|中|上都',
  have: "i have|i've got|we have|there is|there are" + '|我有|我还有|我这有|我这里有|我这里还有',
  to: "to|for you to|that i want to|i want to|i'd like to" + '|要|想|需要',
  plainFile:
    'a file|files|another file|more files|some files|my files|a new file|my file|new files|media files' +
    '|media-file' +
    '|文件|新文件|更多文件|素材|附件|本地文件|视频素材|其他文件',
  fromHere:
    'from my computer|from my laptop|from disk|from my disk|from here|from my device|from my phone' +
    '|from my machine|from my desktop' +
    '|从本地|从电脑|本地|电脑上的|从我的电脑|本地的',
} as const;

export type WordClass = keyof typeof intentWords;

/** Words that are worth reading in spite of a slip, and real words that such a slip must not be taken for. */
export const forgiven =
  'export|download|upload|credits|balance|timeline|status|tracks|video|please|render'.split('|');
export const unforgiven = 'credit|stats|track|tacks|pleas|vide|reader|uploads|downloads'.split('|');
