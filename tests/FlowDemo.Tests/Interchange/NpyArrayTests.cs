using FlowDemo.Interchange;

namespace FlowDemo.Tests.Interchange;

public sealed class NpyArrayTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Single_precision_is_read_in_every_version(byte version)
    {
        using NpyArray array = Open(NpyFile.Singles("(2, 3)", version, 1.5f, -2, 0.1f, 4, 5, 6));
        Assert.Equal([2, 3], array.Shape.AsEnumerable());
        double[] values = new double[3];
        array.Read(2, values);
        Assert.Equal([0.1f, 4, 5], values);
    }

    [Fact]
    public void Runs_longer_than_the_buffer_keep_their_places()
    {
        double[] expected = [.. Enumerable.Range(0, 20001).Select(static i => (i * 0.25) - 7)];
        using NpyArray array = Open(NpyFile.Doubles("(20001,)", expected));
        double[] values = new double[20000];
        array.Read(1, values);
        Assert.Equal(expected[1..], values);
    }

    [Theory]
    [InlineData("'>f4'", false, "big-endian")]
    [InlineData("'>f8'", false, "big-endian")]
    [InlineData("'<f2'", false, "type '<f2'")]
    [InlineData("'<i8'", false, "type '<i8'")]
    [InlineData("'|O'", false, "type '|O'")]
    [InlineData("[('x', '<f4')]", false, "type 'record'")]
    [InlineData("'<f8'", true, "Fortran order")]
    public void What_cannot_be_read_is_named(string descr, bool fortran, string expected) =>
        Assert.Contains(expected, Refusal(NpyFile.Of(descr, fortran, "(1,)", new byte[8])), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_was_cut_off_anywhere_is_refused()
    {
        byte[] whole = NpyFile.Doubles("(2, 2)", 1, 2, 3, 4);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Matches("cut off", Refusal(whole[..length]));
        }
    }

    [Fact]
    public void Other_files_and_versions_and_impossible_shapes_are_refused()
    {
        Assert.Contains("not a .npy file", Refusal([.. "a,b\n1,2\n3,4\n"u8]), StringComparison.Ordinal);
        byte[] future = NpyFile.Doubles("(1,)", 1);
        future[6] = 4;
        Assert.Contains("version 4.0", Refusal(future), StringComparison.Ordinal);
        Assert.Contains("cut off", Refusal(NpyFile.Doubles("(9000000000000000000, 9000000000000000000)", 1)), StringComparison.Ordinal);
        Assert.Contains("not the length of an axis", Refusal(NpyFile.Doubles("(-1, 2)", 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_not_finite_is_refused()
    {
        using NpyArray array = Open(NpyFile.Doubles("(2,)", 1, double.NaN));
        Assert.Contains("number 1", Assert.Throws<FlowDemoException>(() => array.Read(0, new double[2])).Message, StringComparison.Ordinal);
    }

    internal static NpyArray Open(byte[] bytes) => new(new MemoryStream(bytes), "file.npy");

    private static string Refusal(byte[] bytes) => Assert.Throws<FlowDemoException>(() => Open(bytes)).Message;
}
