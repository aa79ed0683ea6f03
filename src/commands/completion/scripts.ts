/** What may follow a word: one of these, a file, or anything. */
export type Values = readonly string[] | 'file' | 'any';

/** An option as the command line takes it. */
export interface CompletedOption {
  /** `--config`, `-c` */
  readonly flags: readonly string[];
  readonly description: string;
  /** Absent where it takes no value. */
  readonly values?: Values;
}

/** What can be typed after a command. */
export interface CompletedCommand {
  /** Words up to it, without the program: `schedules pause`; empty for the program itself. */
  readonly path: string;
  readonly description: string;
  readonly subcommands: readonly string[];
  readonly options: readonly CompletedOption[];
  /** Values of its arguments. */
  readonly arguments: readonly string[];
}

/** Shells that a completion is written for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** A script for a shell that completes the commands, made of words alone: nothing is run while somebody types. */
export const completionScript: Readonly<Record<Shell, (tree: readonly CompletedCommand[]) => string>> = {
  bash: (tree) => `# bash completion of jinqiao
_jinqiao() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" at='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at \${COMP_WORDS[i]}" in
      ${commandPatterns(tree)}) at="\${at:+$at }\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at $prev" in
${valueCases(tree, (words) => `COMPREPLY=($(compgen -W ${quoted(words)} -- "$cur"))`, 'COMPREPLY=($(compgen -f -- "$cur"))')}
  esac
  local words=''
  case "$at" in
${wordCases(tree)}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -F _jinqiao jinqiao
`,
  // `path` is PATH in zsh; and an unquoted variable is one word there, hence ${=…}.
  zsh: (tree) => `#compdef jinqiao
# zsh completion of jinqiao
_jinqiao() {
  local prev="\${words[CURRENT-1]}" at='' given='' i
  for ((i = 2; i < CURRENT; i++)); do
    case "$at \${words[i]}" in
      ${commandPatterns(tree)}) at="\${at:+$at }\${words[i]}" ;;
    esac
  done
  case "$at $prev" in
${valueCases(tree, (words) => `given=${quoted(words)}; compadd -- \${=given}`, '_files')}
  esac
  case "$at" in
${wordCases(tree, 'given')}
  esac
  compadd -- \${=given}
}
if [ "$funcstack[1]" = _jinqiao ]; then _jinqiao "$@"; else compdef _jinqiao jinqiao; fi
`,
  fish: (tree) => `# fish completion of jinqiao
function __jinqiao_at
  set -l at ''
  for word in (commandline -opc)[2..]
    switch "$at $word"
      case ${commandNames(tree).map(quoted).join(' ')}
        set at (string trim "$at $word")
    end
  end
  test "$at" = "$argv[1]"
end
complete -c jinqiao -f
${tree.flatMap(fishLines).join('\n')}
`,
};

/** ` run`, `schedules pause`: what stands so far, and the word that leads on to a command. */
function commandNames(tree: readonly CompletedCommand[]): string[] {
  return tree.flatMap(({ path, subcommands }) => subcommands.map((name) => `${path} ${name}`));
}

function commandPatterns(tree: readonly CompletedCommand[]): string {
  return commandNames(tree).map(quoted).join(' | ');
}

function valueCases(
  tree: readonly CompletedCommand[],
  offer: (words: string) => string,
  offerFiles: string,
): string {
  return tree
    .flatMap(({ path, options }) => options.map((option) => ({ path, ...option })))
    .flatMap(({ path, flags, values }) => {
      if (values === undefined) return [];
      const patterns = flags.map((flag) => quoted(`${path} ${flag}`));
      const action = values === 'file' ? offerFiles : values === 'any' ? ':' : offer(values.join(' '));
      return [`    ${patterns.join(' | ')}) ${action}; return ;;`];
    })
    .join('\n');
}

function wordCases(tree: readonly CompletedCommand[], variable = 'words'): string {
  return tree
    .map((command) => {
      const flags = command.options.flatMap((option) => option.flags.filter((flag) => flag.startsWith('--')));
      const words = [...command.subcommands, ...command.arguments, ...flags];
      return `    ${quoted(command.path)}) ${variable}=${quoted(words.join(' '))} ;;`;
    })
    .join('\n');
}

function fishLines(command: CompletedCommand): string[] {
  const here = `complete -c jinqiao -n ${quoted(`__jinqiao_at ${quoted(command.path)}`)}`;
  const words = [...command.subcommands, ...command.arguments];
  return [
    ...(words.length > 0 ? [`${here} -a ${quoted(words.join(' '))}`] : []),
    ...command.options.map((option) => `${here} ${fishOption(option)}`),
  ];
}

function fishOption({ flags, description, values }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const takes =
    values === undefined
      ? ''
      : values === 'file'
        ? ' -r -F'
        : values === 'any'
          ? ' -x'
          : ` -x -a ${quoted(values.join(' '))}`;
  return `${names.join(' ')}${takes} -d ${quoted(description)}`;
}

/** A word in single quotes, for all three shells. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
