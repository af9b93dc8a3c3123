using System.CommandLine;
using FlowDemo.Cli.Commands;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Rendering;

namespace FlowDemo.Cli.Help;

/// <summary>Writes help pages: examples first, then the options in their groups, wrapped to a width.</summary>
/// <param name="output">Where to.</param>
/// <param name="width">Columns that a line may take.</param>
internal sealed class HelpPage(TextWriter output, int width)
{
    private const int TermWidth = 26;

    /// <summary>The page of one command.</summary>
    /// <param name="command">The command.</param>
    public void Write(FlowCommand command)
    {
        WriteText($"flowdemo {command.Name}: {command.Description}");
        WriteExamples(command.Examples);
        string arguments = string.Concat(
            command.Arguments.Select(static a => a.Arity.MinimumNumberOfValues == 0 ? $" [{a.Name}]" : $" {a.Name}"));
        output.WriteLine($"\nusage: flowdemo {command.Name}{arguments} [options]");
        foreach (Argument argument in command.Arguments)
        {
            WriteEntry(argument.Name, argument.Description ?? string.Empty);
        }

        foreach (OptionGroup group in command.Groups)
        {
            output.WriteLine($"\n{group.Title}");
            foreach (Option option in group.Options.Where(static o => !o.Hidden))
            {
                WriteEntry(Term(option), option.Description ?? string.Empty);
            }
        }
    }

    /// <summary>The page of the program.</summary>
    /// <param name="root">The program.</param>
    /// <param name="commands">Its commands.</param>
    public void Write(Command root, IReadOnlyList<FlowCommand> commands)
    {
        WriteText($"flowdemo: {root.Description}");
        WriteExamples([.. commands.Select(static c => c.Examples[0])]);
        output.WriteLine("\ncommands");
        foreach (FlowCommand command in commands)
        {
            WriteEntry(command.Name, command.Description ?? string.Empty);
        }

        output.WriteLine();
        WriteText("Without a command, 'compare' runs. 'flowdemo COMMAND --help' or 'flowdemo help COMMAND' shows its options; '--version' "
            + "the version. Behind -- nothing is an option.");
        WriteText("Exit codes: 0 done, 1 a check failed, 2 bad usage or input, 3 the numbers broke down, 130 cancelled.");
    }

    private static string Term(Option option)
    {
        IEnumerable<string> shortNames = option.Aliases.Where(static a => !a.StartsWith("--", StringComparison.Ordinal));
        string names = string.Join(", ", [.. shortNames, option.Name]);
        string indent = shortNames.Any() ? string.Empty : "    ";
        return $"{indent}{names} {option.HelpName}".TrimEnd();
    }

    private void WriteExamples(IReadOnlyList<(string Line, string Meaning)> examples)
    {
        output.WriteLine();
        foreach ((string line, string meaning) in examples)
        {
            output.WriteLine($"  {line}");
            WriteText(meaning, indent: 6);
        }
    }

    private void WriteText(string text, int indent = 0) => WriteBehind(StyledText.Empty.PadRight(indent), text);

    private void WriteBehind(StyledText lead, string text)
    {
        foreach (StyledText line in StyledText.Empty.Add(text).Behind(lead, width))
        {
            output.WriteLine(line.Write(color: false));
        }
    }

    private void WriteEntry(string term, string explanation)
    {
        StyledText lead = StyledText.Empty.Add("  " + term);
        if (lead.Width >= TermWidth)
        {
            output.WriteLine(lead.Write(color: false));
            lead = StyledText.Empty;
        }

        WriteBehind(lead.PadRight(TermWidth), explanation);
    }
}
