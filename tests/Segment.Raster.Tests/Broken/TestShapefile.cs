using System.Buffers.Binary;
using System.Text;

namespace Segment.Raster.Tests.Broken;

/// <summary>Writes a shapefile of squares with a whole-number field <c>c</c>, byte by byte
/// (ESRI Shapefile Technical Description, 1998).</summary>
internal static class TestShapefile
{
    private const int Header = 100;
    private const int Content = 44 + 4 + (5 * 16);

    public static string Write(TestFolder folder, int squares = 3, string crs = "")
    {
        var (shp, shx) = (new byte[Header + (squares * (8 + Content))], new byte[Header + (squares * 8)]);
        foreach (var file in new[] { shp, shx })
        {
            BinaryPrimitives.WriteInt32BigEndian(file, 9994);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(24), file.Length / 2);
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), 1000);
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(32), 5);
            Box(file.AsSpan(36), 500000, 4399000, 501000, 4400000);
        }

        for (var square = 0; square < squares; square++)
        {
            var at = Header + (square * (8 + Content));
            BinaryPrimitives.WriteInt32BigEndian(shp.AsSpan(at), square + 1);
            BinaryPrimitives.WriteInt32BigEndian(shp.AsSpan(at + 4), Content / 2);
            BinaryPrimitives.WriteInt32BigEndian(shx.AsSpan(Header + (square * 8)), at / 2);
            BinaryPrimitives.WriteInt32BigEndian(shx.AsSpan(Header + (square * 8) + 4), Content / 2);
            Polygon(shp.AsSpan(at + 8), 500030 + (square * 120), 4399900);
        }

        File.WriteAllBytes(folder["l.shp"], shp);
        File.WriteAllBytes(folder["l.shx"], shx);
        File.WriteAllBytes(folder["l.dbf"], Table(squares));
        if (crs.Length > 0)
        {
            File.WriteAllText(folder["l.prj"], crs);
        }

        return folder["l.shp"];
    }

    private static void Polygon(Span<byte> record, double x, double y)
    {
        BinaryPrimitives.WriteInt32LittleEndian(record, 5);
        Box(record[4..], x, y - 90, x + 90, y);
        BinaryPrimitives.WriteInt32LittleEndian(record[36..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(record[40..], 5);
        (double X, double Y)[] ring = [(x, y), (x + 90, y), (x + 90, y - 90), (x, y - 90), (x, y)];
        for (var i = 0; i < ring.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(record[(48 + (i * 16))..], ring[i].X);
            BinaryPrimitives.WriteDoubleLittleEndian(record[(56 + (i * 16))..], ring[i].Y);
        }
    }

    private static void Box(Span<byte> at, double minX, double minY, double maxX, double maxY)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(at, minX);
        BinaryPrimitives.WriteDoubleLittleEndian(at[8..], minY);
        BinaryPrimitives.WriteDoubleLittleEndian(at[16..], maxX);
        BinaryPrimitives.WriteDoubleLittleEndian(at[24..], maxY);
    }

    private static byte[] Table(int rows)
    {
        const int Head = 32 + 32 + 1;
        var dbf = new byte[Head + (rows * 5) + 1];
        (dbf[0], dbf[1], dbf[2], dbf[3]) = (3, 126, 1, 1);
        BinaryPrimitives.WriteInt32LittleEndian(dbf.AsSpan(4), rows);
        BinaryPrimitives.WriteInt16LittleEndian(dbf.AsSpan(8), Head);
        BinaryPrimitives.WriteInt16LittleEndian(dbf.AsSpan(10), 5);
        (dbf[32], dbf[43], dbf[48], dbf[64]) = ((byte)'c', (byte)'N', 4, 0x0D);
        for (var row = 0; row < rows; row++)
        {
            Encoding.ASCII.GetBytes($" {row + 1, 4}").CopyTo(dbf.AsSpan(Head + (row * 5)));
        }

        dbf[^1] = 0x1A;
        return dbf;
    }
}
