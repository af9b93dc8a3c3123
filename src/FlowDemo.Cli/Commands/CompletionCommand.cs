using System.CommandLine;
using FlowDemo.Cli.Options;

namespace FlowDemo.Cli.Commands;

/// <summary>Prints what makes a shell complete the command line. All scripts ask the program itself, so that they never go stale.</summary>
internal sealed class CompletionCommand : FlowCommand
{
    public const string Id = "completion";

    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            # Put this line into ~/.bashrc:  source <(flowdemo completion bash)
            _flowdemo() {
                local found
                found=$(flowdemo "[suggest:$((COMP_POINT - ${#COMP_WORDS[0]} - 1))]" "${COMP_LINE#* }" 2>/dev/null)
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$found" -- "${COMP_WORDS[COMP_CWORD]}"))
                [[ "${COMPREPLY[0]}" == */ ]] && compopt -o nospace
            }
            complete -o default -F _flowdemo flowdemo
            """,
        ["zsh"] = """
            # Put this line into ~/.zshrc, behind compinit:  source <(flowdemo completion zsh)
            _flowdemo() {
                local -a found
                found=("${(@f)$(flowdemo "[suggest:$((CURSOR - ${#words[1]} - 1))]" "${BUFFER#* }" 2>/dev/null)}")
                local -a open=("${(@M)found:#*/}") whole=("${(@)found:#*/}")
                if [[ -n "${open[1]}" ]]; then compadd -S '' -- "${open[@]}"; fi
                if [[ -n "${whole[1]}" ]]; then compadd -- "${whole[@]}"; fi
                if [[ -z "${found[1]}" ]]; then _files; fi
            }
            compdef _flowdemo flowdemo
            """,
        ["fish"] = """
            # Write this to ~/.config/fish/completions/flowdemo.fish:  flowdemo completion fish > FILE
            function __flowdemo_complete
                set -l line (commandline --cut-at-cursor | string replace --regex '^\s*\S+\s?' '')
                flowdemo "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete --command flowdemo --arguments '(__flowdemo_complete)'
            """,
        ["powershell"] = """
            # Put this line into $PROFILE:  flowdemo completion powershell | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName flowdemo -ScriptBlock {
                param($word, $ast, $cursor)
                $start = $ast.CommandElements[0].ToString().Length + 1
                $line = $ast.ToString().PadRight($cursor - $ast.Extent.StartOffset)
                $rest = if ($line.Length -gt $start) { $line.Substring($start) } else { '' }
                flowdemo "[suggest:$($rest.Length)]" $rest 2>$null | Where-Object { $_ -like "$word*" } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    private readonly Argument<string> shell = new("SHELL") { Description = string.Join(", ", Scripts.Keys) };

    public CompletionCommand()
        : base(Id, "a script that makes a shell complete commands, options and ids")
    {
        shell.CompletionSources.Add([.. Scripts.Keys]);
        Add(shell);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo completion bash", "for bash; the first line says where it goes"),
        ("flowdemo completion powershell", "for PowerShell"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        string wanted = parsed.GetRequiredValue(shell);
        terminal.Output.WriteLine(Scripts.TryGetValue(wanted, out string? script)
            ? script.ReplaceLineEndings("\n")
            : throw ArgumentText.UnknownWord(shell.Name, wanted, [.. Scripts.Keys]));
        return ExitCode.Done;
    }
}
