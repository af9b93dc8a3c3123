using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace FlowDemo.Cli;

/// <summary>What was wrong with a command line, in one sentence.</summary>
internal static class UsageError
{
    /// <summary>The first error, with the nearest valid name where a name is unknown.</summary>
    /// <param name="parsed">What the user wrote.</param>
    /// <returns>The complaint, or null when the command line can be carried out.</returns>
    public static FlowDemoException? In(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (parsed.Action is not ParseErrorAction && parsed.Action != command.Action)
        {
            // Help, version and completion answer whatever else is on the line.
            return null;
        }

        if (parsed.Tokens.Any(static t => t.Value.Contains('\0', StringComparison.Ordinal)))
        {
            return new FlowDemoException("An argument holds the character NUL, which stands in no name, number or path; take it out.");
        }

        // An option that does not exist is taken for the argument of the command; behind -- nothing is an option.
        IEnumerable<Token> arguments = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static a => a.Tokens);
        Token[] literal = [.. parsed.Tokens.SkipWhile(static t => t.Type != TokenType.DoubleDash)];
        if (arguments.FirstOrDefault(a => a.Value.StartsWith('-') && !literal.Contains(a))?.Value is string option)
        {
            return UnknownToken(option, command);
        }

        if (parsed.UnmatchedTokens is [string token, ..])
        {
            return UnknownToken(token, command);
        }

        if (parsed.Errors is [ParseError error, ..])
        {
            return FromPackage(error);
        }

        return parsed.CommandResult != parsed.RootCommandResult
            && parsed.RootCommandResult.Children.OfType<OptionResult>().FirstOrDefault(static o => !o.Implicit) is OptionResult early
                ? new FlowDemoException(
                    $"'{early.IdentifierToken?.Value}' stands before the command '{command.Name}'; options follow the command.")
                : null;
    }

    private static FlowDemoException FromPackage(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option => new FlowDemoException(
            $"'{option.IdentifierToken?.Value}' needs a value behind it."),
        OptionResult { Tokens.Count: > 1, Option.Arity.MaximumNumberOfValues: 1 } option => new FlowDemoException(
            $"'{option.IdentifierToken?.Value}' is given {option.IdentifierTokenCount} times; give it once, with commas between several "
                + $"values."),
        _ => new FlowDemoException(error.Message),
    };

    private static FlowDemoException UnknownToken(string token, Command command)
    {
        string where = command is RootCommand ? "flowdemo" : $"'flowdemo {command.Name}'";
        if (token.StartsWith('-'))
        {
            string name = token.Split('=', 2)[0];
            string hint = Owners(name) is [_, ..] owners
                ? $" It is one of {string.Join(" and ", owners)}."
                : Guess(name, Names(command).Where(static n => n.StartsWith("--", StringComparison.Ordinal)));
            return new FlowDemoException($"There is no option '{name}' for {where}.{hint}");
        }

        string[] commands = [.. command.Subcommands.Select(static c => c.Name)];
        return commands.Length > 0
            ? new FlowDemoException(
                $"There is no command '{token}'.{Guess(token, commands)} The commands are {string.Join(", ", commands)}.")
            : new FlowDemoException($"'{token}' has no place in {where}; a list is written with commas and no spaces.");
    }

    private static IEnumerable<string> Names(Command command) =>
        command.Options.Where(static o => !o.Hidden).SelectMany(static o => o.Aliases.Prepend(o.Name));

    /// <summary>The commands that have an option of just that name.</summary>
    private static string[] Owners(string name) =>
        [.. CommandLine.Commands().Where(c => Names(c).Contains(name)).Select(static c => $"'flowdemo {c.Name}'")];

    private static string Guess(string name, IEnumerable<string> candidates) =>
        NameList.Nearest(name, candidates) is string nearest ? $" Did you mean '{nearest}'?" : string.Empty;
}
