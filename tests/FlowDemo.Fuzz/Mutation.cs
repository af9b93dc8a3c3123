using System.Text;
using System.Text.RegularExpressions;

namespace FlowDemo.Fuzz;

/// <summary>Makes a broken input out of a good one: bytes, pieces, numbers and words are changed, doubled, moved and taken away.</summary>
internal static partial class Mutation
{
    private static readonly string[] Pieces =
    [
        "", "0", "-1", "1e308", "-1e308", "1e-308", "1e999", "NaN", "Infinity", "-0", "99999999999999999999", "0.1", "1,5", "2147483648",
        "null", "true", "false", "\"\"", "[]", "{}", "[[", "}", "]", ",", ":", ";", "\t", "\"", "'", "\\", "\\ud800", "\\u0000",
        "\\u001b[2J",
        "\u001b]52;c;aGk=\a", "\0", "\r", "\n", "\u202e", "\u2212", "é", "🎲", "?", "*", "%", "/", "..", "@", "#", "-", "--", "=", "+gauss",
        "nan,nan",
        "{\"a\":{\"a\":", "\uFEFF", "ring", "euler", "uniform", "rmse", "1/2", "gaussian", "NA", "x", "y",
    ];

    /// <summary>Changes an input.</summary>
    /// <param name="input">A good one.</param>
    /// <param name="chance">What decides how.</param>
    public static byte[] Of(byte[] input, Chance chance)
    {
        List<byte> bytes = [.. input];
        for (int changes = 1 + chance.Below(chance.OnceIn(4) ? 12 : 3); changes > 0; changes--)
        {
            Change(bytes, chance);
        }

        return [.. bytes];
    }

    /// <summary>Changes a text and takes from it numbers that would only ask for more work.</summary>
    /// <param name="text">A good text.</param>
    /// <param name="chance">What decides how.</param>
    public static string OfText(string text, Chance chance) => Tame(Encoding.UTF8.GetString(Of(Encoding.UTF8.GetBytes(text), chance)));

    /// <summary>Cuts numbers that are neither small nor out of every range: they are not wrong, only work.</summary>
    /// <param name="text">A text.</param>
    public static string Tame(string text) => Costly().Replace(text, static m => m.Value[..2]);

    private static void Change(List<byte> bytes, Chance chance)
    {
        int at = chance.Below(bytes.Count + 1);
        int length = Math.Min(bytes.Count - at, 1 + chance.Below(chance.OnceIn(3) ? 64 : 6));
        switch (chance.Below(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)chance.Below(256);
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(chance.Below(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 3 or 4:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(chance.Of(Pieces)));
                break;
            case 5 when chance.OnceIn(4):
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 6 when chance.OnceIn(4):
                bytes.InsertRange(0, chance.Of<byte[]>([0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]));
                break;
            default:
                ReplaceWord(bytes, at, chance);
                break;
        }
    }

    /// <summary>Puts something else in the place of the number or word at or behind a position.</summary>
    private static void ReplaceWord(List<byte> bytes, int at, Chance chance)
    {
        static bool IsInner(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'-' or (byte)'+';
        int start = at;
        while (start < bytes.Count && !IsInner(bytes[start]))
        {
            start++;
        }

        int end = start;
        while (end < bytes.Count && IsInner(bytes[end]))
        {
            end++;
        }

        bytes.RemoveRange(start, end - start);
        bytes.InsertRange(start, Encoding.UTF8.GetBytes(chance.Of(Pieces)));
    }

    [GeneratedRegex("[0-9]{4,9}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Costly();
}
