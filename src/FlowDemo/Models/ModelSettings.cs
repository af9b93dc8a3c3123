using System.Collections.Immutable;
using System.Text;

namespace FlowDemo.Models;

/// <summary>How the process of a model is started and asked.</summary>
/// <param name="Command">The command as the user wrote it.</param>
public sealed record ModelSettings(string Command)
{
    /// <summary>Seconds that an answer may take unless the user says otherwise.</summary>
    public const double UsualTimeout = 60;

    /// <summary>Most seconds that an answer may take: a day.</summary>
    public const double LongestTimeout = 86_400;

    /// <summary>Seconds that an answer, or the first line, may take.</summary>
    public double Timeout { get; init; } = UsualTimeout;

    /// <summary>Samples per request at most; null for all at once.</summary>
    public int? Batch { get; init; }

    /// <summary>Hears each line that the process writes to its standard error.</summary>
    public Action<string>? ErrorLine { get; init; }

    /// <summary>
    /// The program and its arguments: words between blanks; quotes of either kind hold words together, and no shell reads them.
    /// </summary>
    /// <exception cref="FlowDemoException">There is no word, or a quote is not closed.</exception>
    public ImmutableArray<string> Words()
    {
        var words = ImmutableArray.CreateBuilder<string>();
        StringBuilder word = new();
        bool isOpen = false;
        char quote = '\0';
        foreach (char c in Command)
        {
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                _ = quote == '\0' ? word : word.Append(c);
            }
            else if (c is '"' or '\'')
            {
                (quote, isOpen) = (c, true);
            }
            else if (!char.IsWhiteSpace(c))
            {
                isOpen = true;
                word.Append(c);
            }
            else if (isOpen)
            {
                words.Add(word.ToString());
                word.Clear();
                isOpen = false;
            }
        }

        if (isOpen)
        {
            words.Add(word.ToString());
        }

        return quote != '\0' ? throw new FlowDemoException($"The model's command '{Command}' opens a quote that it does not close.")
            : words.Count == 0 || words[0].Length == 0
                ? throw new FlowDemoException("The model's command is empty; give a program with its arguments, as in 'python3 mine.py'.")
            : words.DrainToImmutable();
    }
}
