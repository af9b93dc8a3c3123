using System.Globalization;

namespace FlowDemo.Tests.Reporting;

/// <summary>Writes something under a culture in which every default way to write a number goes wrong.</summary>
internal static class HostileWriter
{
    public static string Write(Action<TextWriter> write)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo hostile = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        hostile.NumberFormat.NumberDecimalSeparator = ",";
        hostile.NumberFormat.NumberGroupSeparator = ".";
        hostile.NumberFormat.NegativeSign = "~";
        hostile.NumberFormat.PositiveInfinitySymbol = "unendlich";
        try
        {
            CultureInfo.CurrentCulture = hostile;
            using StringWriter text = new(hostile) { NewLine = "\r\n" };
            write(text);
            return text.ToString();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
