using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowDemo.Cli.Tests.Terminals;

/// <summary>What a person sees after a program has written to a terminal: text, and the few sequences that move and erase.</summary>
internal sealed partial class Screen
{
    private readonly List<List<char>> lines = [[]];
    private int row;
    private int column;

    private Screen()
    {
    }

    /// <summary>Whether the cursor can be seen.</summary>
    public bool ShowsCursor { get; private set; } = true;

    /// <summary>The lines, without blanks at their ends and without empty lines at the bottom.</summary>
    public string Text => string.Join('\n', lines.Select(static l => string.Concat(l).TrimEnd())).TrimEnd('\n');

    /// <summary>Shows what was written.</summary>
    /// <param name="written">All of it.</param>
    /// <exception cref="NotSupportedException">It holds another sequence.</exception>
    public static Screen After(string written)
    {
        Screen screen = new();
        foreach (Match piece in Piece().Matches(written))
        {
            screen.Show(piece);
        }

        return screen;
    }

    private void Show(Match piece)
    {
        if (!piece.Groups["final"].Success)
        {
            Put(piece.Value[0]);
            return;
        }

        string argument = piece.Groups["argument"].Value;
        int number = int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 1;
        switch (piece.Groups["final"].Value)
        {
            case "m":
                break;
            case "A":
                row = Math.Max(0, row - number);
                break;
            case "K":
                Erase(all: argument == "2");
                break;
            case "l" or "h" when argument == "?25":
                ShowsCursor = piece.Groups["final"].Value == "h";
                break;
            case "h" or "l":
                break;
            default:
                throw new NotSupportedException($"The sequence {piece.Value[1..]} is not one that this screen knows.");
        }
    }

    private void Put(char letter)
    {
        switch (letter)
        {
            case '\r':
                column = 0;
                break;
            case '\n':
                row++;
                while (lines.Count <= row)
                {
                    lines.Add([]);
                }

                break;
            default:
                while (lines[row].Count <= column)
                {
                    lines[row].Add(' ');
                }

                lines[row][column++] = letter;
                break;
        }
    }

    private void Erase(bool all)
    {
        int from = all ? 0 : Math.Min(column, lines[row].Count);
        lines[row].RemoveRange(from, lines[row].Count - from);
    }

    [GeneratedRegex("\e\\[(?<argument>[0-9;?]*)(?<final>[A-Za-z])|\e[=>]|[\\s\\S]", RegexOptions.CultureInvariant)]
    private static partial Regex Piece();
}
