using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace FlowDemo.ModelChild;

/// <summary>
/// The other end of the pipe, written from its description alone. Faults: <c>silent</c> never greets, <c>prose</c> greets with text,
/// <c>dies</c> ends at the third request, <c>hangs</c> does not answer it, <c>prints</c> writes text before its answer, <c>short</c>
/// answers it for one sample less, <c>cut</c> ends within its answer, <c>nan</c> answers it with a number that is none.
/// <c>echo</c> gives back what comes in, whatever the field.
/// </summary>
internal sealed class Server(IServedField field, bool isSingle, string[] extras)
{
    private const int HeaderSize = 40;
    private const int FaultAt = 2;

    private byte[] body = [];
    private double[] numbers = [];

    public int Run(Stream input, Stream output)
    {
        if (extras.Contains("silent"))
        {
            Thread.Sleep(Timeout.Infinite);
        }

        bool isSigma = extras.Contains("sigma");
        bool hasProducts = extras.Contains("jvp");
        string greeting = extras.Contains("prose")
            ? "Loading the weights of my model\n"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"flowdemo-field\": 1, \"dimension\": {field.Dimension}, \"dtype\": \"{(isSingle ? "float32" : "float64")}\", ")
                + $"\"convention\": \"{(isSigma ? "sigma" : "flow")}\", \"jvp\": {(hasProducts ? "true" : "false")}}}\n";
        output.Write(Encoding.UTF8.GetBytes(greeting));
        output.Flush();
        byte[] header = new byte[HeaderSize];
        for (long served = 0; ; served++)
        {
            int read = input.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false);
            if (read < HeaderSize)
            {
                return 0;
            }

            bool isFaulty = served == FaultAt;
            if (isFaulty && extras.Contains("dies"))
            {
                Console.Error.WriteLine("RuntimeError: out of memory");
                return 7;
            }

            if (isFaulty && extras.Contains("hangs"))
            {
                Thread.Sleep(Timeout.Infinite);
            }

            Answer(header, input, output, isSigma, isFaulty);
            if (isFaulty && extras.Contains("cut"))
            {
                return 0;
            }
        }
    }

    private void Answer(byte[] header, Stream input, Stream output, bool isSigma, bool isFaulty)
    {
        int kind = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4));
        double t = BinaryPrimitives.ReadDoubleLittleEndian(header.AsSpan(16));
        int count = (int)BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(24));
        double rate = BinaryPrimitives.ReadDoubleLittleEndian(header.AsSpan(32));
        if (extras.Contains("echo"))
        {
            Echo(header, input, output, count);
            return;
        }

        double[] x = Read(input, count);
        if (kind == 1)
        {
            x = [.. x];
        }

        double[] direction = kind == 1 ? Read(input, count) : [];
        (double time, double sign) = isSigma ? (1 - t, -1.0) : (t, 1.0);
        double[] result = kind == 1 ? field.Product(time, x, direction, sign * rate) : field.Velocity(time, x);
        if (sign < 0)
        {
            result = [.. result.Select(static u => -u)];
        }

        if (isFaulty && extras.Contains("nan"))
        {
            result[field.Dimension] = double.NaN;
        }

        "FDAN"u8.CopyTo(header);
        if (isFaulty && extras.Contains("short"))
        {
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24), count - 1);
        }

        if (isFaulty && extras.Contains("prints"))
        {
            output.Write("step 2 of 10, loss 0.5: all the text that a print() leaves\n"u8);
        }

        output.Write(header);
        Write(output, result, isFaulty && extras.Contains("cut"));
        output.Flush();
    }

    /// <summary>Gives back what came in, for the speed of the pipe alone.</summary>
    private void Echo(byte[] header, Stream input, Stream output, int count)
    {
        ReadBody(input, count);
        "FDAN"u8.CopyTo(header);
        output.Write(header);
        output.Write(body);
        output.Flush();
    }

    private void ReadBody(Stream input, int count)
    {
        int length = count * field.Dimension * (isSingle ? sizeof(float) : sizeof(double));
        body = body.Length == length ? body : new byte[length];
        input.ReadExactly(body);
    }

    private double[] Read(Stream input, int count)
    {
        ReadBody(input, count);
        numbers = numbers.Length == count * field.Dimension ? numbers : new double[count * field.Dimension];
        if (isSingle)
        {
            ReadOnlySpan<float> singles = MemoryMarshal.Cast<byte, float>(body);
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = singles[i];
            }
        }
        else
        {
            body.CopyTo(MemoryMarshal.AsBytes(numbers.AsSpan()));
        }

        return numbers;
    }

    private void Write(Stream output, double[] result, bool isCut)
    {
        Span<byte> bytes = body;
        if (isSingle)
        {
            Span<float> singles = MemoryMarshal.Cast<byte, float>(bytes);
            for (int i = 0; i < result.Length; i++)
            {
                singles[i] = (float)result[i];
            }
        }
        else
        {
            MemoryMarshal.AsBytes(result.AsSpan()).CopyTo(bytes);
        }

        output.Write(isCut ? bytes[..(bytes.Length / 2)] : bytes);
    }
}
