using System.Globalization;
using System.Text;
using CsCheck;
using FlowDemo.Targets;
using FlowDemo.Targets.Tables;

namespace FlowDemo.Tests.Targets;

public sealed class KernelMixtureTests
{
    [Fact]
    public void Points_are_standardised_and_smoothed()
    {
        // Means 2 and 30, sample standard deviations 1 and 10; h = 3^(-1/6).
        Target target = Create("x,y\n1,20\n2,30\n3,40\n");
        Assert.Equal([(-1.0, -1.0), (0.0, 0.0), (1.0, 1.0)], target.Mixture.Components.Select(static c => (c.MeanX, c.MeanY)));
        Assert.All(target.Mixture.Components, static c => Assert.Equal(1.0 / 3, c.Weight));
        Assert.All(target.Mixture.Components, static c => Assert.Equal(Math.Pow(3, -1.0 / 3), c.CovarianceXX, 1e-15));
        Assert.True(target.Mixture is { IsKernelMixture: true, IsIsotropic: true });
        Assert.Equal(
            "f.csv: 3 rows, 0 skipped for missing values, x (mean 2, deviation 1) and y (mean 30, deviation 10) standardised, bandwidth "
                + "0.8327 (scott)",
            target.Description);
    }

    [Fact]
    public void In_their_own_units_points_keep_the_shape_of_their_kernels()
    {
        Target target = Create("x,y\n1,20\n2,30\n3,40\n", new PointsOptions { Standardize = false, Bandwidth = Bandwidth.Fixed(0.5) });
        Assert.Equal(
            [new GaussianComponent(1.0 / 3, 1, 20, 0.25, 0, 25), new GaussianComponent(1.0 / 3, 2, 30, 0.25, 0, 25),
                new GaussianComponent(1.0 / 3, 3, 40, 0.25, 0, 25)],
            target.Mixture.Components.AsEnumerable());
        Assert.EndsWith("in their own units, bandwidth 0.5 (given)", target.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_lack_a_value_in_the_chosen_columns_are_skipped_and_counted()
    {
        Target target = Create(
            "x,other,y\n1,NA,2\nNA,1,2\n3,,4\n5, NA ,\n7,7,9\n", new PointsOptions { Columns = new ColumnPair("x", "y") });
        Assert.Equal(3, target.Mixture.Components.Length);
        Assert.StartsWith("f.csv: 5 rows, 2 skipped for missing values", target.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name,a,b,c\nq,1,2,3\nr,4,6,9\n", "a", "b")]
    [InlineData("name,a,b,c\nq,1,2,3\nr,4,6,9\n", "c", "a")]
    [InlineData("\"a, b\",\"c\"\"d\"\n1,2\n3,5\n", "1", "c\"d")]
    [InlineData("2019,2020\n1,2\n3,5\n", "1", "2")]
    public void Columns_are_chosen_by_name_or_number(string text, string first, string second)
    {
        PointsOptions options = new() { Columns = new ColumnPair(first, second), Standardize = false };
        GaussianComponent last = Create(text, options).Mixture.Components[^1];
        (double X, double Y) expected = (first, second) switch
        {
            ("a", "b") => (4, 6),
            ("c", "a") => (9, 4),
            _ => (3, 5),
        };
        Assert.Equal(expected, (last.MeanX, last.MeanY));
    }

    [Fact]
    public void The_first_two_numeric_columns_are_the_default()
    {
        Target target = Create("id,first,word,second,third\nx1,NA,w,2,3\nx2,1,w,4,5\nx3,2,w,5,7\n");
        Assert.Contains("first (mean 1.5, deviation 0.7071) and second (mean 4.5", target.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_a_header_is_read_from_its_first_line()
    {
        Target target = Create("1,2\n3,5\nNA,1\n");
        Assert.StartsWith("f.csv: 3 rows, 1 skipped for missing values, column 1 (mean 2", target.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_and_quoted_numbers_do_no_harm()
    {
        Target target = Create("\ufeff\"x\",\"y\"\r\n\"1\",\" 2 \"\r\n-1e0,+.5\r\n");
        Assert.StartsWith("f.csv: 2 rows, 0 skipped for missing values, x (mean 0", target.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "x,y\n1,2\n3,abc\n",
        "f.csv, line 3, column 2 (y): 'abc' is not a finite number; leave the field empty or write NA where a value is missing, or give "
            + "its mark with '--missing'.")]
    [InlineData(
        "1,2\n3,inf\n",
        "f.csv, line 2, column 2: 'inf' is not a finite number; leave the field empty or write NA where a value is missing, or give its "
            + "mark with '--missing'.")]
    [InlineData(
        "x,y\n-Infinity,2\n3,4\n",
        "f.csv, line 2, column 1 (x): '-Infinity' is not a finite number; leave the field empty or write NA where a value is missing, or "
            + "give its mark with '--missing', or say '--header 2' where this line names the columns.")]
    [InlineData(
        "x,y\n1,1e999\n3,4\n",
        "f.csv, line 2, column 2 (y): '1e999' is not a finite number; leave the field empty or write NA where a value is missing, or give "
            + "its mark with '--missing', or say '--header 2' where this line names the columns.")]
    [InlineData("x,y\n1,2\n3\n", "f.csv, line 3, column 2: the line has 1 field where the first has 2.")]
    [InlineData("x,y\n1,2\n3,4,5\n", "f.csv, line 3, column 3: the line has 3 fields where the first has 2.")]
    [InlineData(
        "x\n1\n2\n", "The file 'f.csv' has one column of numbers, 'x'; points need two, chosen by '--columns' where they are not found.")]
    [InlineData(
        "name,x\na,1\nb,2\n",
        "The file 'f.csv' has one column of numbers, 'x'; points need two, chosen by '--columns' where they are not found.")]
    [InlineData("x,y\nNA,1\n2,\nNA,NA\n", "Every row of 'f.csv' lacks a value in 'x' or 'y'; at least 2 points are needed.")]
    [InlineData(
        "NA,NA\nNA,NA\n",
        "The file 'f.csv' has no column of numbers; points need two, with a comma between them or what '--delimiter' names.")]
    [InlineData("x,y\n1,2\n", "The points of 'f.csv' are all the same; at least 2 distinct ones are needed.")]
    [InlineData("x,y\n1,2\n1,2\n1.0,2e0\n", "The points of 'f.csv' are all the same; at least 2 distinct ones are needed.")]
    [InlineData("x,y\n0.1,2\n0.1,3\n0.1,4\n", "All values of 'x' in 'f.csv' are the same; choose a column that varies.")]
    [InlineData(
        "x,y\n1,-1e308\n2,1e308\n", "The values of 'y' in 'f.csv' are too large or too close together to be scaled; change their unit.")]
    [InlineData("x,y\n", "The file 'f.csv' has a header and no rows beneath it.")]
    [InlineData("\n \n", "The file 'f.csv' is empty.")]
    public void What_cannot_be_used_is_named(string text, string message)
    {
        using HostileCulture _ = HostileCulture.Enter();
        Assert.Equal(message, Assert.Throws<FlowDemoException>(() => Create(text)).Message);
    }

    [Theory]
    [InlineData("bil", "dep", "The file 'f.csv' has no column 'bil'. Did you mean 'bill'? The columns are bill, depth, depth.")]
    [InlineData("bill", "depth", "The file 'f.csv' has 2 columns called 'depth'; choose one by its number, 2 or 3.")]
    [InlineData("bill", "4", "The file 'f.csv' has no column '4'. The columns are bill, depth, depth.")]
    [InlineData("0", "1", "The file 'f.csv' has no column '0'. The columns are bill, depth, depth.")]
    [InlineData("bill", "1", "Both coordinates are the column 'bill'; name two different ones.")]
    public void Columns_that_cannot_be_chosen_are_named(string first, string second, string message)
    {
        PointsOptions options = new() { Columns = new ColumnPair(first, second) };
        Assert.Equal(message, Assert.Throws<FlowDemoException>(() => Create("bill,depth,depth\n1,2,3\n4,5,6\n", options)).Message);
    }

    [Fact]
    public void Bytes_that_are_not_text_are_refused()
    {
        using MemoryStream stream = new([(byte)'x', 0xC3, (byte)'\n']);
        Assert.Equal(
            "The file 'f.csv' is not UTF-8 text.",
            Assert.Throws<FlowDemoException>(() => PointsTable.Read(stream, "f.csv", TableForm.Guessed)).Message);
    }

    [Fact]
    public void A_zero_behind_a_number_is_refused_with_its_line()
    {
        using MemoryStream stream = new("a,b\n1,2\0\n3,4\n"u8.ToArray());
        Assert.Equal(
            "The file 'f.csv' is not text: line 2 holds a zero byte.",
            Assert.Throws<FlowDemoException>(() => PointsTable.Read(stream, "f.csv", TableForm.Guessed)).Message);
    }

    [Fact]
    public void Whatever_is_written_is_read_back_bit_for_bit_in_any_culture()
    {
        Gen<double> value = Gen.Double[-1e6, 1e6];
        Gen.Select(value, value).Array[3,
            20].Where(static p => p.Select(static q => q.Item1).Distinct().Count() > 1
                && p.Select(static q => q.Item2).Distinct().Count() > 1).Sample(static points =>
        {
            using HostileCulture _ = HostileCulture.Enter();
            StringBuilder text = new("\"first, in mm\",second\n");
            foreach ((double x, double y) in points)
            {
                text.Append(CultureInfo.InvariantCulture, $"\"{x:R}\",{y:G17}\n");
            }

            GaussianMixture mixture = Create(text.ToString(), new PointsOptions { Standardize = false }).Mixture;
            return mixture.Components.Select(static c => (c.MeanX, c.MeanY)).SequenceEqual(points)
                && Math.Abs(mixture.Components.Sum(static c => c.Weight) - 1) < 1e-14;
        });
    }

    [Fact]
    public void The_unit_of_a_column_does_not_matter() =>
        Gen.Select(Gen.Double[-5, 5], Gen.Double[-5, 5]).Array[4,
            12].Where(static p =>
                p.DistinctBy(static q => q.Item1).Count() > 1 && p.DistinctBy(static q => q.Item2).Count() > 1).Sample(static points =>
    {
        IEnumerable<GaussianComponent> plain = Create(Text(points, 1)).Mixture.Components;
        IEnumerable<GaussianComponent> scaled = Create(Text(points, 1024)).Mixture.Components;
        return plain.SequenceEqual(scaled);

        static string Text((double X, double Y)[] points, double unit) =>
            "x,y\n" + string.Concat(points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X * unit:R},{p.Y:R}\n")));
    });

    private static Target Create(string text, PointsOptions? options = null)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        options ??= PointsOptions.Default;
        return KernelMixture.Create(
            "f.csv", PointColumns.Of(PointsTable.Read(stream, "f.csv", options.Table), options.Table, options.Columns), options);
    }
}
