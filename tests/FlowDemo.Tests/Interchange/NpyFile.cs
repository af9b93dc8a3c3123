using System.Buffers.Binary;
using System.Text;

namespace FlowDemo.Tests.Interchange;

/// <summary>Files as NumPy writes them, put together byte by byte.</summary>
internal static class NpyFile
{
    public static byte[] Of(string descr, bool fortran, string shape, byte[] data, byte version = 1)
    {
        string text = $"{{'descr': {descr}, 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}";
        int prefix = version == 1 ? 10 : 12;
        int total = (prefix + text.Length + 1 + 63) / 64 * 64;
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, total - prefix);
        return [0x93, .. "NUMPY"u8, version, 0, .. length[..(version == 1 ? 2 : 4)],
            .. Encoding.ASCII.GetBytes(text.PadRight(total - prefix - 1) + "\n"), .. data];
    }

    public static byte[] Doubles(string shape, params double[] values) =>
        Of("'<f8'", false, shape, [.. values.SelectMany(BitConverter.GetBytes)]);

    public static byte[] Singles(string shape, byte version, params float[] values) =>
        Of("'<f4'", false, shape, [.. values.SelectMany(BitConverter.GetBytes)], version);
}
