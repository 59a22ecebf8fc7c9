import { Lexicon } from './phrases';

/**
 * The words of which an agent makes a sentence about buttons and panels that are not there, by what they do in it;
 * phrases apart by `|`.
 */
const words = {
  /** Before the gesture: "You can now", "to finish, just". It goes with it. */
  lead:
    'please|just|simply|now|then|next|first|second|third|finally|lastly|also|so|and|or|but|alternatively|otherwise|instead|afterwards|later|again|always|quickly|easily|either|ok|okay|great|step' +
    "|you can|you can also|you can now|you can then|you can always|you can just|you can simply|you can either|you could|you could also|you may|you may also|you may want to|you might want to|you should|you should now|you need to|you'll need to|you will need to|you just need to|you only need to|you have to|you'll have to|you'll want to|you want to|you must|you'll be able to|you will be able to|you are able to|you're able to|you are free to|you're free to" +
    "|feel free to|go ahead and|make sure to|make sure you|be sure to|don't forget to|remember to|try to|try|i recommend you|i suggest you|i'd recommend you|we recommend you|all you need to do is|all you have to do is|all that's left is to|the next step is to|the last step is to|the final step is to|the easiest way is to|it's time to|it is time to|i'll|i will|i'm going to|i am going to|let me|let's|let us|we can|we'll|want to|to" +
    '|请|请您|请你|您|你|您可以|你可以|您可以直接|你可以直接|您也可以|你也可以|您现在可以|你现在可以|您还可以|你还可以|可以|可以直接|也可以|还可以|就可以|现在可以|现在|只需|只需要|您只需|你只需|只要|需要|您需要|你需要|然后|接着|随后|接下来|下一步|再|最后|首先|先|其次|或|或者|也|直接|并|并且|同时|另外|此外|记得|别忘了|建议|建议您|建议你|不妨|您可|你可|可|欢迎|通过|我来|我来帮您|我会|我将|我帮您|我为您|让我|去|请直接|请先|请再|随时|您随时可以|您可以随时|你可以随时|即可|请在|手动|来',
  /** Begins a clause that only says when or what for; it goes with what comes after it. */
  subordinate:
    'when|whenever|once|if|after|before|until|as soon as|to|for|in order to|while|since|because|so that|from there|from here|from the|in the|at the|on the|under the|next to|inside the|within the|with the|ready to|ready for|happy with|for example|e.g' +
    '|如果|若|若要|如|如要|如需|要|要想|想|想要|为了|当|等|待|一旦|在|从|完成后|确认后|准备好后|之后|以后|满意后|需要时|需要的话|满意的话|例如|比如|接下来|最后|首先|然后|现在|在右上角|在左侧|在顶部',
  /** Begins a clause of its own about something else. */
  subject:
    "i|i'm|i've|i'd|i'll|we|we've|we'll|it|it's|this|that|there|there's|they|he|she|my|our|your|the|a|an|each|every|all|both|no|let|what|which|here|here's|everything|nothing|captions|music" +
    '|我|我们|它|这|这个|那|那个|该|您的|你的|整个|所有|每|视频|音乐|字幕|标题|已|已经|目前',
  /** "and the file will be saved": what comes of the gesture goes with it. */
  outcome: "will|you'll|should|can then|就会|即可|就能|就可以|将会|便会|便可|将自动|会自动|就行|就好|即会",
  /** "it's in the top bar": more about the place of the button. */
  located:
    "it's in|it's at|it's on|it's right|it's located|it is in|it is at|it is on|it is located|you'll find it|you will find it|you can find it|you'll see it|located|found|它在|它位于|位于|就在",
  press:
    'click|click on|clicking|clicking on|tap|tap on|tapping|tapping on|press|press on|pressing|hit|hitting|push|pushing|double-click|double click|right-click|right click|点击|点一下|点下|单击|双击|按下|按一下|点按|轻点|轻触|点选|点开|右键点击|点击一下|选择点击|点|按',
  choose:
    'select|selecting|choose|choosing|pick|toggle|check|tick|hover over|scroll to|scroll down to|选择|选中|勾选|选取|选',
  open: 'open|open up|opening|go to|go into|going to|go over to|navigate to|navigating to|head to|head over to|head into|switch to|switch over to|jump to|visit|access|expand|bring up|return to|log in to|log into|sign in to|打开|前往|进入|切换到|切换至|转到|展开|跳转到|跳转至|回到|去到|来到',
  look: 'preview|previewing|review|reviewing|view|viewing|check|check out|see|watch|inspect|play|play back|have a look at|take a look at|look at|find|预览|查看|检查|观看|播放|看看|看到|看|回看|浏览|试看|确认',
  /** Only "preview" may have the timeline as its object: whoever looks at the timeline has one here. */
  preview: 'preview|previewing|预览|试看',
  drag: 'drag|drag and drop|drag-and-drop|drag & drop|dragging|拖动|拖拽|拖放|拖曳',
  drop: 'drop',
  dragTo: '拖动到|拖拽到|拖放到|拖到|拖至|拖动至|拖拽至|拖放至|拖曳到|拖入|拖进',
  take: '将|把',
  find: "use|using|find|locate|look for|see|notice|there's|there is|you'll find|you will find|you'll see|you will see|you can find|you can use|via|through|with|from|使用|用|找到|看到",
  /** Joins a gesture to the end of a clause: "download it by clicking Export". */
  means: 'by|via|using|through|with|from',
  the: 'the|this|that|your|a|an|on|over|big|blue|green|red|small|little|our|into|to|at|up|right|some|my|这个|那个|该|您的|你的|一个|一下',
  button:
    'button|buttons|icon|link|checkbox|dropdown|drop-down|toggle|switch|option|cta|arrow|menu item|按钮|按键|图标|选项|链接|键|复选框|下拉框|下拉菜单|开关',
  panel:
    'panel|tab|menu|sidebar|side bar|toolbar|dashboard|window|page|pane|settings|screen|drawer|workspace|editor|section|media library|library|面板|窗口|菜单|选项卡|标签页|标签|侧边栏|侧栏|工具栏|页面|界面|设置|控制台|编辑器|媒体库|素材库|区域',
  /** Names of buttons that are written small, too. */
  control:
    'play|pause|ok|save|done|apply|next|share|publish|generate|continue|confirm|submit|here|below|it|保存|确定|确认|播放|下一步|完成|分享|发布|生成|应用|继续|提交|这里|此处|下方|它',
  /** May stand behind a button or a panel where an instruction ends or goes on. */
  after:
    'to|in|on|at|and|or|then|for|from|when|once|if|after|under|below|above|next|again|now|which|that|where|so|with|twice|until|as|beside|near|inside|of|located|before|first|by|here|whenever|right|anytime|any|below|because|but|while' +
    '|来|以|即可|就|并|并且|然后|后|之后|以后|进行|查看|下载|保存|开始|完成|再|便|可以|可|获取|导出|即|让|将|把|在|等待|中|里|上|内|或|或者|吧|就能|就可以|时|一下|直接|确认|选择|触发|生成|去|了解|添加|管理|充值|调整|编辑|预览',
  /** Ends the search for the name of a button: no name has these. */
  breaker:
    'and|or|but|with|for|of|in|at|from|is|are|was|were|has|have|will|when|that|which|who|as|by|then|so|if|once|after|before|about|than|were|does|appears|slides|pops|的|了|是|有|和',
  account:
    'account|billing|plan|subscription|credits|credit balance|balance|account settings|billing page|account page|account balance|usage|membership|账户|账号|帐户|帐号|账单|余额|积分|套餐|订阅|计费|付费|会员|账户余额|账户设置|账单页面|账户页面|积分余额|帐单|用量|额度',
  files:
    'file|files|footage|media|recording|recordings|photos|photo|image|images|asset|assets|video|videos|video file|audio|audio file|audio files|clips|mp3|文件|素材|视频|音频|图片|录音|照片|媒体文件|视频文件|音频文件',
  /** Where files are dropped that are not in the project yet. */
  dropZone:
    'here|into the window|into the panel|into the editor|into the app|into the chat|into this chat|into the upload|onto the upload|into the upload area|in the upload|onto this page|into the media|to the media|to upload|into the workspace|anywhere|onto the page|into the box|into the browser|此处|这里|窗口|面板|上传区|上传区域|聊天|页面|媒体库|素材库|编辑器|上传',
  /** A place on a timeline that an edit can name. */
  place:
    'beginning|start|end|front|back|top|bottom|left|right|middle|centre|center|corner|before|after|track|intro|outro|second|first|last|between|underneath|above|below|upper|lower|开头|结尾|开始|末尾|最前|最后|前面|后面|顶部|底部|左|右|上|下|中间|中央|轨道|片头|片尾|之前|之后|秒|分',
  timeline: 'timeline|timeline panel|timeline view|time line|时间线|时间轴|时间线面板|时间轴面板|时间线视图',
  in: 'in|on|within|inside|在',
  inside: '中|里|上|内|里面|上面|面板',
} as const;

export type GuiWord = keyof typeof words;
export const guiLexicon = new Lexicon<GuiWord>(words);

/** What a button or a panel is called that is one of ours. */
export type Ability = 'export' | 'attach' | 'credits' | 'timeline';
export const abilityLexicon = new Lexicon<Ability>({
  export: 'export|download|render|exporting|导出|下载|渲染',
  attach: 'upload|import|attach|add media|add files|upload files|上传|导入|添加文件|添加素材',
  credits:
    'account|billing|credits|plan|plans|subscription|balance|pricing|upgrade|账户|账号|账单|积分|余额|套餐|订阅|升级|充值',
  timeline: 'timeline|tracks|preview|时间线|时间轴|轨道|预览',
});
